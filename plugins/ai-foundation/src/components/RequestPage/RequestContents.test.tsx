import {
  api,
  contentReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleStory } from '../../__testUtils__/exampleRequests';
import { renderPage } from '../../__testUtils__/renderPage';
import { RequestPage } from './RequestPage';

const AT = { mountPath: '/requests/:id', at: '/requests/r-2' };

describe('the content of a request', () => {
  const withContent = () => {
    const read = jest.fn(() => ({
      keptAt: '2026-11-22T12:00:00.000Z',
      prompt: '{"messages":["plans"]}',
      promptCut: true,
      answer: 'It depends.',
      answerCut: false,
    }));
    const example = new ExampleApi()
      .on(api.getRequest, () => ({
        ...exampleStory({ id: 'r-2' }),
        contentKept: true,
      }))
      .on(api.getRequestContent, read);
    return { example, read };
  };

  it('is read only once who may asks for it', async () => {
    const { example, read } = withContent();
    renderPage(<RequestPage />, { api: example, ...AT });
    const button = await screen.findByRole('button', {
      name: 'Show prompt and answer',
    });
    expect(read).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(await screen.findByText('{"messages":["plans"]}')).toBeVisible();
    expect(screen.getByText('It depends.')).toBeVisible();
    expect(screen.getByText('Prompt, its beginning')).toBeVisible();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('is not offered to others, nor where none was kept', async () => {
    const { example } = withContent();
    const { unmount } = renderPage(<RequestPage />, {
      api: example,
      deny: [contentReadPermission.name],
      ...AT,
    });
    await screen.findByText('Every control passed');
    expect(screen.queryByText('Show prompt and answer')).toBeNull();
    unmount();

    renderPage(<RequestPage />, { api: new ExampleApi(), ...AT });
    await screen.findByText('Every control passed');
    expect(screen.queryByText('Show prompt and answer')).toBeNull();
  });
});
