import {
  api,
  AupDraft,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  answerDrafts,
  exampleApproval,
  exampleDraft,
  exampleSubmission,
  LAWYER,
} from '../../__testUtils__/exampleDrafts';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { PolicyDrafts } from './PolicyDrafts';

jest.setTimeout(60_000);

function withDraft(draft: Partial<AupDraft> = {}) {
  const example = new ExampleApi();
  answerDrafts(example, exampleDraft(draft));
  return example;
}

/** The draft as the holder of the legal seat sees it. */
function asLawyer(draft: Partial<AupDraft> = {}) {
  const example = withDraft({
    state: 'in-review',
    submissions: [exampleSubmission],
    ...draft,
  });
  example.profile = { ...example.profile, userRef: LAWYER };
  return example;
}

function open(example: ExampleApi, options: { at?: string; deny?: string[] }) {
  renderPage(<PolicyDrafts />, {
    api: example,
    mountPath: '/governance/policy',
    at: `/governance/policy${options.at ?? '/d1'}`,
    deny: options.deny,
  });
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function choose(label: RegExp, option: string | RegExp) {
  await press(label);
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('the drafts of the policy', () => {
  it('are listed with where each stands', async () => {
    open(withDraft({ state: 'changes-requested' }), { at: '' });
    expect(
      await screen.findByText('Legal asks for changes'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Open the draft/ }),
    ).toHaveAttribute('href', '/governance/policy/d1');
  });

  it('say what will show before there is one', async () => {
    const example = new ExampleApi().on(api.listAupDrafts, () => ({
      items: [],
    }));
    open(example, { at: '' });
    expect(await screen.findByText('No draft yet')).toBeInTheDocument();
  });

  it('say so to who may not see them', async () => {
    const example = new ExampleApi().on(api.listAupDrafts, async () => {
      throw await refusal(403, 'no');
    });
    open(example, { at: '', deny: ['ai-foundation.policy.draft'] });
    expect(await screen.findByText(/You may not see this/)).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /Start/ }),
      ).not.toBeInTheDocument(),
    );
  });

  it('start from the version in force', async () => {
    const example = withDraft();
    open(example, { at: '' });
    await press('Start from version 2.0');
    expect(example.callsOf(api.createAupDraft)).toEqual([
      { body: { basedOn: '2.0' } },
    ]);
    expect(await screen.findByTestId('address')).toHaveTextContent(
      '/governance/policy/d1',
    );
  });
});

describe('the editor', () => {
  it('previews what is typed, and says at once what is missing', async () => {
    const example = withDraft();
    open(example, {});
    const title = await screen.findByLabelText('Title');
    await screen.findByText('Nothing is missing.');
    await userEvent.clear(title);
    expect(
      await screen.findByText('The policy needs a title.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Not saved yet')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Hand in for review' }),
    ).toBeDisabled();

    await userEvent.type(title, 'Rules for models');
    expect(
      within(screen.getByRole('region', { name: 'Preview' })).getByText(
        'Rules for models',
      ),
    ).toBeInTheDocument();
  });

  it('sets what the gateway does about secrets in prompts', async () => {
    open(withDraft(), {});
    await choose(/Parts of the policy/, /Permitted uses/);
    const control = await screen.findAllByRole('button', {
      name: /Control of the gateway/,
    });
    await userEvent.click(control[0]);
    await userEvent.click(
      await screen.findByRole('option', { name: 'secrets in prompts' }),
    );
    expect(
      await screen.findByText(/does not say what the gateway does/),
    ).toBeInTheDocument();
    await choose(/What the gateway does/, 'Refuses the request');
    await choose(/For which models/, 'Models outside of the organisation');

    expect(
      await screen.findByText(
        'The gateway blocks secrets in prompts, for models outside of the organisation.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByText(/does not say what the gateway does/),
    ).not.toBeInTheDocument();
  });

  it('saves with the revision that was edited', async () => {
    const example = withDraft();
    open(example, {});
    await userEvent.type(await screen.findByLabelText('Title'), '!');
    await press('Save');
    expect(await screen.findByText(/^Saved/)).toBeInTheDocument();
    const [{ body }] = example.callsOf(api.saveAupDraft);
    expect(body).toMatchObject({
      revision: 3,
      document: { title: 'Acceptable use of generative AI!' },
    });
  });

  it('keeps what was typed when somebody else saved meanwhile', async () => {
    const example = withDraft().on(api.saveAupDraft, async () => {
      throw await refusal(409, 'saved meanwhile');
    });
    open(example, {});
    await userEvent.type(await screen.findByLabelText('Title'), '!');
    await press('Save');
    expect(
      await screen.findByText('Somebody else saved this draft meanwhile'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Title')).toHaveValue(
      'Acceptable use of generative AI!',
    );
  });

  it('asks before unsaved text is lost', async () => {
    open(withDraft(), {});
    await userEvent.type(await screen.findByLabelText('Title'), '!');
    await userEvent.click(screen.getByRole('link', { name: 'All drafts' }));
    expect(
      await screen.findByText('Leave without saving?'),
    ).toBeInTheDocument();
    await press('Stay here');
    expect(screen.getByLabelText('Title')).toHaveValue(
      'Acceptable use of generative AI!',
    );
  });

  it('hands in what was saved, and says who reviews it', async () => {
    const example = withDraft();
    open(example, {});
    await press('Hand in for review');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/The legal seat is told/)).toBeInTheDocument();
    await userEvent.type(
      dialog.getByLabelText(/What changes, and why/),
      'A rule on calls.',
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Hand in for review' }),
    );
    expect(
      await screen.findByText('Waits for the legal seat'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.submitAupDraft)).toMatchObject([
      { body: { summary: 'A rule on calls.' } },
    ]);
  });

  it('is only read without the permission', async () => {
    open(withDraft(), { deny: ['ai-foundation.policy.draft'] });
    expect(await screen.findByText('Being written')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByLabelText('Title')).not.toBeInTheDocument(),
    );
    expect(
      screen.queryByRole('button', { name: 'Save' }),
    ).not.toBeInTheDocument();
  });

  it('shows what changes, with signs and not by colour alone', async () => {
    open(withDraft(), {});
    await userEvent.click(
      await screen.findByRole('tab', { name: 'What changes' }),
    );
    expect(await screen.findByText('Rule H1')).toBeInTheDocument();
    expect(screen.getByText('every text').closest('ins')).not.toBeNull();
    expect(screen.getByText('some texts').closest('del')).not.toBeNull();
  });
});

describe('the review', () => {
  it('signs off section by section, and says whether it is material', async () => {
    const example = asLawyer();
    open(example, {});
    const send = await screen.findByRole('button', { name: 'Record review' });
    await userEvent.click(screen.getByRole('radio', { name: /^Approve/ }));
    await userEvent.type(screen.getByLabelText(/Comment/), 'It holds.');
    expect(send).toBeDisabled();

    for (const box of screen.getAllByRole('checkbox')) {
      await userEvent.click(box);
    }
    expect(send).toBeDisabled();
    await userEvent.click(
      screen.getByRole('radio', { name: /No: it changes nothing/ }),
    );
    await userEvent.click(send);

    const [{ body }] = example.callsOf(api.reviewAupDraft);
    expect(body).toMatchObject({
      contentSha256: exampleDraft().contentSha256,
      outcome: 'approved',
      comment: 'It holds.',
      material: false,
    });
    expect(body?.sections.every(({ signedOff }) => signedOff)).toBe(true);
    expect(
      await screen.findByText('Approved, ready to publish'),
    ).toBeInTheDocument();
  });

  it('keeps what was typed when the draft was edited meanwhile', async () => {
    const example = asLawyer().on(api.reviewAupDraft, async () => {
      throw await refusal(409, 'edited');
    });
    open(example, {});
    await userEvent.click(
      await screen.findByRole('radio', { name: /^Request changes/ }),
    );
    await userEvent.type(screen.getByLabelText(/Comment/), 'H1 is unclear.');
    await press('Record review');
    expect(
      await screen.findByText('The draft was edited after you opened it'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Comment/)).toHaveValue('H1 is unclear.');
  });

  it('is not for an author', async () => {
    open(asLawyer({ reviewers: [] }), {});
    expect(
      await screen.findByText(/Only who holds the legal seat/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Record review' }),
    ).not.toBeInTheDocument();
  });
});

describe('publishing', () => {
  const approved = (material: boolean) =>
    withDraft({
      state: 'approved',
      submissions: [
        { ...exampleSubmission, reviews: [exampleApproval(material)] },
      ],
    });

  it('says how many people have to acknowledge anew', async () => {
    const example = approved(true);
    open(example, {});
    await press('Publish');
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/42 people have to acknowledge it anew/),
    ).toBeInTheDocument();
    expect(dialog.getByRole('radio', { name: /^Minor/ })).toBeDisabled();
    expect(
      dialog.getByText(/Claire Fontaine called the change material/),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Publish' }));
    expect(example.callsOf(api.publishAupDraft)).toMatchObject([
      { body: { change: 'major' } },
    ]);
  });

  it('is minor by default where legal calls the change non-material', async () => {
    const example = approved(false);
    open(example, {});
    await press('Publish');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Publish' }));
    expect(example.callsOf(api.publishAupDraft)).toMatchObject([
      { body: { change: 'minor' } },
    ]);
  });
});
