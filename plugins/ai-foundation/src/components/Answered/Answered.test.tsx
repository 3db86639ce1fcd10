import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import userEvent from '@testing-library/user-event';
import { Answer } from '../../hooks/useAnswer';
import { Answered } from './Answered';

const PENDING: Answer<string[]> = {
  isPending: true,
  isStale: false,
  reload: jest.fn(),
};

function show(answer: Partial<Answer<string[]>>) {
  renderInTestApp(
    <Answered
      answer={{ ...PENDING, isPending: false, ...answer }}
      loading="the shape"
      isEmpty={items => items.length === 0}
      empty="what will show here"
    >
      {items => items.join(', ')}
    </Answered>,
  );
}

describe('Answered', () => {
  it('keeps the shape while it loads', async () => {
    show({ isPending: true });
    expect(await screen.findByText('the shape')).toBeInTheDocument();
  });

  it('says what went wrong, and asks again', async () => {
    const reload = jest.fn();
    show({ error: new Error('no way'), reload });

    expect(
      await screen.findByText(/The portal did not answer/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('says what will show here', async () => {
    show({ value: [] });
    expect(await screen.findByText('what will show here')).toBeInTheDocument();
  });

  it('shows the content', async () => {
    show({ value: ['a', 'b'] });
    expect(await screen.findByText('a, b')).toBeInTheDocument();
  });

  it('keeps the content when only its refresh failed', async () => {
    show({ value: ['a'], error: new Error('no way') });
    expect(await screen.findByText('a')).toBeInTheDocument();
  });
});
