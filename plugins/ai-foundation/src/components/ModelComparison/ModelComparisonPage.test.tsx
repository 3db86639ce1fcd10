import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { ModelComparisonPage } from './ModelComparisonPage';

function compare(names: string) {
  renderPage(<ModelComparisonPage />, {
    api: new ExampleApi(),
    at: `/?compare=${names}`,
  });
}

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('ModelComparisonPage', () => {
  it('shows the models of the address side by side, in that order', async () => {
    compare('gpt-4o-mini,gpt-4o');

    expect(
      (await screen.findAllByRole('columnheader')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['Fact', 'GPT-4o mini', 'GPT-4o']);
    expect(await row(/^Input/)).toHaveTextContent('0.152.50');
    expect(await row(/^Cached input/)).toHaveTextContent('0.0751.25');
    expect(await row(/^Context/)).toHaveTextContent('128,000128,000');
    expect(await row(/^Restrictions/)).toHaveTextContent('unread (H1)');
    expect(await row(/^Data tier/)).toHaveTextContent('internalinternal');
  });

  it('says which costs least for the tokens that were given', async () => {
    compare('gpt-4o,gpt-4o-mini');

    const cost = await row(/^Your request/);
    const [dear, cheap] = within(cost).getAllByRole('gridcell');
    expect(dear).toHaveTextContent('$0.01');
    expect(cheap).toHaveTextContent('$0.0006 (lowest)');

    const input = screen.getByRole('textbox', { name: /input/i });
    await userEvent.clear(input);
    await userEvent.type(input, '1000000');
    await userEvent.tab();
    expect(await row(/^Your request/)).toHaveTextContent('$0.15');
  });

  it('asks for more where the address names fewer than two that exist', async () => {
    compare('gpt-4o,unheard-of');

    expect(
      await screen.findByText('Choose two to four models'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Choose other models' })[0],
    ).toHaveAttribute(
      'href',
      '/ai-foundation/models?compare=gpt-4o%2Cunheard-of',
    );
  });
});
