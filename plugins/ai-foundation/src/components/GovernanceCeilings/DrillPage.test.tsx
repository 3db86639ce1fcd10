import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleDrill } from '../../__testUtils__/exampleCeilings';
import { renderPage } from '../../__testUtils__/renderPage';
import { DrillPage } from './DrillPage';

describe('DrillPage', () => {
  it('tells what was tried, what came of it, and what that proves', async () => {
    renderPage(<DrillPage />, { api: new ExampleApi() });

    expect(
      await screen.findByText(
        '424 tried, 400 admitted, 0 slowed down, 24 refused',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('answered within 3.3 ms')).toBeInTheDocument();
    expect(screen.getByText('Never over the amount')).toBeInTheDocument();
    expect(screen.getByText('24 requests were refused with 402')).toBeVisible();
    expect(screen.getByText('a'.repeat(64))).toBeInTheDocument();
  });

  it('says that a drill of a ceiling that changed proves nothing', async () => {
    const example = new ExampleApi().on(api.getCeilingDrill, () => ({
      ...exampleDrill,
      isStale: true,
    }));
    renderPage(<DrillPage />, { api: example });

    expect(
      await screen.findByText(/The ceiling changed since/),
    ).toBeInTheDocument();
  });
});
