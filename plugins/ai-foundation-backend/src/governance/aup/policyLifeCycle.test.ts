import { createHash } from 'node:crypto';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AUP_SECTION_IDS,
  AupDocument,
  policyDraftPermission,
  policyPublishPermission,
  policyRatifyPermission,
  policyReviewPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  EVE,
  examplePolicy,
  GIL,
  LEA,
  NEWT,
  SAM,
  SUE,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'the life cycle of the policy (%s)',
  databaseId => {
    let bench: ControlPlaneBench;

    beforeEach(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        denials: {
          [ADA]: [
            policyDraftPermission,
            policyReviewPermission,
            policyPublishPermission,
            policyRatifyPermission,
          ],
          [GIL]: [policyReviewPermission],
        },
      });
    });

    afterEach(async () => {
      await bench.stop();
    });

    const draftPath = (id: string) => `/aup/drafts/${id}`;

    const start = async (as = EVE, body = {}) =>
      (await bench.call(as, 'post', '/aup/drafts', body)).body;

    const save = (
      as: string,
      { id, revision }: { id: string; revision: number },
      document: AupDocument,
    ) => bench.call(as, 'put', draftPath(id), { revision, document });

    const submit = (as: string, draft: { id: string; contentSha256: string }) =>
      bench.call(as, 'post', `${draftPath(draft.id)}/submissions`, {
        contentSha256: draft.contentSha256,
        summary: 'What we agreed on.',
      });

    const approval = {
      outcome: 'approved',
      comment: 'It holds in court.',
      sections: AUP_SECTION_IDS.map(id => ({ id, signedOff: true })),
      material: true,
    };

    const review = (
      as: string,
      draft: { id: string; contentSha256: string },
      opinion: object = {},
    ) =>
      bench.call(as, 'post', `${draftPath(draft.id)}/reviews`, {
        contentSha256: draft.contentSha256,
        ...approval,
        ...opinion,
      });

    const publish = (
      as: string,
      draft: { id: string; contentSha256: string },
      change: 'major' | 'minor' = 'major',
    ) =>
      bench.call(as, 'post', `${draftPath(draft.id)}/publication`, {
        contentSha256: draft.contentSha256,
        change,
      });

    const ratify = (as: string, version: string, sha256: string) =>
      bench.call(as, 'post', `/aup/versions/${version}/ratification`, {
        sha256,
        statement: 'I stand behind it.',
      });

    const edited = (statement = 'A person reads each answer first.') => {
      const policy = examplePolicy();
      policy.sections[4].rules[0].statement = statement;
      return policy;
    };

    const inboxOf = async (as: string) =>
      (await bench.call(as, 'get', '/inbox')).body.items.filter(
        ({ kind }: { kind: string }) =>
          kind === 'review-policy' || kind === 'ratify-policy',
      );

    describe('drafts', () => {
      it('start empty or from a version, and say what they lack', async () => {
        const empty = await start();
        expect(empty).toMatchObject({
          state: 'draft',
          authors: [EVE],
          revision: 1,
        });
        expect(empty.violations.length).toBeGreaterThan(5);

        await bench.publish();
        const next = await start(EVE, { basedOn: '1.0' });
        expect(next).toMatchObject({ basedOn: '1.0', violations: [] });
        expect(next.document).toEqual(examplePolicy());
      });

      it('keep what was written, and record who wrote', async () => {
        const draft = await start();
        const saved = await save(SAM, draft, edited());

        expect(saved.status).toBe(200);
        expect(saved.body).toMatchObject({
          revision: 2,
          authors: [EVE, SAM],
          savedBy: SAM,
        });
        const read = await bench.call(EVE, 'get', draftPath(draft.id));
        expect(read.body.document).toEqual(edited());
      });

      it('refuse a save over one that came in between', async () => {
        const draft = await start();
        await save(SAM, draft, edited());
        const late = await save(EVE, draft, examplePolicy());

        expect(late.status).toBe(409);
        expect(late.body.error.message).toContain('load the draft again');
        const read = await bench.call(EVE, 'get', draftPath(draft.id));
        expect(read.body.document).toEqual(edited());
      });

      it('make one content of what only looks different in bytes', async () => {
        const composed = edited('Für alle Antworten gilt es.');
        const draft = (await save(EVE, await start(), composed)).body;
        const decomposed = edited(
          'Für alle  Antworten gilt es. '.normalize('NFD'),
        );
        const again = (await save(EVE, draft, decomposed)).body;
        expect(again.contentSha256).toBe(draft.contentSha256);
        expect(again.revision).toBe(draft.revision);
      });

      it('are gone once discarded, unless they became a version', async () => {
        const draft = await start();
        const gone = await bench.call(EVE, 'delete', draftPath(draft.id));
        expect(gone.status).toBe(200);
        const read = await bench.call(EVE, 'get', draftPath(draft.id));
        expect(read.status).toBe(404);

        const approved = await bench.approvedDraft();
        await publish(GIL, approved);
        const kept = await bench.call(EVE, 'delete', draftPath(approved.id));
        expect(kept.status).toBe(409);
      });

      it('are for the people who work on the policy', async () => {
        const draft = await start();
        const asService = await bench.callWith(
          mockCredentials.service.header(),
          'post',
          '/aup/drafts',
          {},
        );
        const answers = await Promise.all([
          bench.call(ADA, 'get', '/aup/drafts'),
          bench.call(ADA, 'get', draftPath(draft.id)),
          bench.call(ADA, 'get', `/aup/diff?from=${draft.id}&to=${draft.id}`),
          bench.call(ADA, 'post', '/aup/drafts', {}),
          save(ADA, draft, edited()),
          bench.call(NEWT, 'post', '/aup/drafts', {}),
          bench.call(GIL, 'get', '/aup/drafts'),
        ]);
        expect(asService.status).toBe(403);
        expect(answers.map(({ status }) => status)).toEqual([
          403, 403, 403, 403, 403, 403, 200,
        ]);
      });
    });

    describe('submission', () => {
      it.each<[string, (policy: AupDocument) => unknown, string]>([
        ['sections out of order', p => p.sections.reverse(), 'in this order'],
        ['a rule id twice', p => (p.sections[4].rules[0].id = 'P1'), "'P1'"],
        [
          'the same filler text in two sections',
          p => {
            p.sections[0].text = 'We use AI well.';
            p.sections[1].text = 'We  use AI WELL.';
          },
          "'prohibited-uses' repeats",
        ],
        [
          'a rule without enforcement',
          p => delete p.sections[0].rules[0].enforcement,
          'P1 does not say how it is enforced',
        ],
        [
          'a control that does not resolve',
          p =>
            (p.sections[0].rules[0].enforcement = {
              kind: 'automated',
              control: 'training',
            }),
          "the control 'training'",
        ],
        [
          'a group in the place of a person',
          p =>
            (p.sections[1].rules[0].enforcement = {
              kind: 'manual',
              ownerRef: 'group:default/governance',
            }),
          'a named person',
        ],
        [
          'a plan without an accepted risk',
          p =>
            (p.sections[1].rules[0].enforcement = {
              kind: 'planned',
              by: '2099-01-01',
              acceptedRisk: ' ',
              acceptedBy: SUE,
            }),
          'which risk is accepted',
        ],
        [
          'a data tier that is not in the catalog',
          p => (p.sections[2].tiers = ['internal', 'secret']),
          "no data tier 'secret'",
        ],
        [
          'eligible groups that are not in the catalog',
          p => (p.eligible!.groups = ['group:default/nowhere']),
          "no group 'group:default/nowhere'",
        ],
      ])('refuses %s', async (_, spoil, message) => {
        const policy = examplePolicy();
        spoil(policy);
        const draft = (await save(EVE, await start(), policy)).body;
        const response = await submit(EVE, draft);
        expect(response.status).toBe(400);
        expect(response.body.error.message).toContain(message);
      });

      it('tells the legal seat, which has it in its inbox', async () => {
        await bench.fillSeats();
        const { id } = await bench.submittedDraft();

        expect(await inboxOf(LEA)).toMatchObject([
          {
            kind: 'review-policy',
            subject: 'Acceptable use of generative AI',
            requestedBy: EVE,
            path: `/governance/policy/${id}`,
          },
        ]);
        expect(await inboxOf(SAM)).toEqual([]);
        await bench.runJob('outbox.deliver');
        expect(bench.notifications).toMatchObject([
          {
            recipients: { entityRef: [LEA] },
            payload: { link: `/ai-foundation/governance/policy/${id}` },
          },
        ]);
      });
    });

    describe('review', () => {
      beforeEach(() => bench.fillSeats());

      it('keeps who reviewed in which seat, and signs off every section', async () => {
        const draft = await bench.submittedDraft();
        const response = await review(LEA, draft);

        expect(response.status).toBe(201);
        expect(response.body).toMatchObject({
          state: 'approved',
          submissions: [
            {
              reviews: [
                {
                  outcome: 'approved',
                  reviewer: LEA,
                  reviewerName: 'Lea',
                  seat: 'legal',
                  material: true,
                  contentSha256: draft.contentSha256,
                },
              ],
            },
          ],
        });
        expect(await inboxOf(LEA)).toEqual([]);
        const [{ subject }] = await bench
          .knex('audit_entries')
          .where('action', 'aup.review');
        expect(subject).toBe(`aup-draft:${draft.id}`);
      });

      it('refuses an author, also one who holds the legal seat', async () => {
        const draft = await start();
        const own = (await save(LEA, draft, edited())).body;
        const handedIn = (await submit(EVE, own)).body;

        expect(handedIn.reviewers).toEqual([]);
        expect(await inboxOf(LEA)).toEqual([]);
        const response = await review(LEA, handedIn);
        expect(response.status).toBe(403);
        expect(response.body.error.message).toContain('You wrote in this');
      });

      it('refuses who does not hold the legal seat, or has not the permission', async () => {
        const draft = await bench.submittedDraft();
        const asService = await bench.callWith(
          mockCredentials.service.header(),
          'post',
          `${draftPath(draft.id)}/reviews`,
          { contentSha256: draft.contentSha256, ...approval },
        );
        await bench.knex('seats').where('seat', 'legal').update({
          ended_at_ms: 1,
        });
        const answers = await Promise.all([
          review(SAM, draft),
          review(LEA, draft),
          review(ADA, draft),
          review(NEWT, draft),
        ]);
        expect([asService, ...answers].map(({ status }) => status)).toEqual([
          403, 403, 403, 403, 403,
        ]);
        expect(await bench.knex('aup_reviews')).toHaveLength(0);
      });

      it('refuses the content that was handed in before an edit', async () => {
        const draft = await bench.submittedDraft();
        const changed = (await save(EVE, draft, edited())).body;

        expect(changed.state).toBe('draft');
        expect((await review(LEA, draft)).status).toBe(409);
        expect((await review(LEA, changed)).status).toBe(409);
      });

      it.each([
        ['a section is not signed off', { sections: [] }, 'signs off every'],
        [
          'it does not say whether it is material',
          { material: undefined },
          'material',
        ],
      ])('refuses an approval where %s', async (_, opinion, message) => {
        const draft = await bench.submittedDraft();
        const response = await review(LEA, draft, opinion);
        expect(response.status).toBe(400);
        expect(response.body.error.message).toContain(message);
      });

      it('asks for changes, which come back as a new submission', async () => {
        const draft = await bench.submittedDraft();
        const opinion = {
          outcome: 'changes-requested',
          comment: 'H1 is not clear.',
          sections: [
            { id: 'human-oversight', signedOff: false, comment: 'Who reads?' },
          ],
        };
        const asked = (await review(LEA, draft, opinion)).body;
        expect(asked.state).toBe('changes-requested');

        const changed = (await save(EVE, asked, edited())).body;
        const again = (await submit(EVE, changed)).body;
        expect(again.state).toBe('in-review');
        expect(again.submissions).toMatchObject([
          { contentSha256: changed.contentSha256, reviews: [] },
          {
            contentSha256: draft.contentSha256,
            reviews: [{ comment: 'H1 is not clear.' }],
          },
        ]);
        expect((await review(LEA, again)).body.state).toBe('approved');
      });

      it('rejects for good', async () => {
        const draft = await bench.submittedDraft();
        const rejected = (await review(LEA, draft, { outcome: 'rejected' }))
          .body;
        expect(rejected.state).toBe('rejected');
        expect((await save(EVE, rejected, edited())).status).toBe(409);
        expect((await submit(EVE, rejected)).status).toBe(409);
        expect((await review(LEA, rejected)).status).toBe(409);
      });
    });

    describe('publication', () => {
      it('is of a text that its hash is of', async () => {
        const draft = await bench.approvedDraft();
        const response = await publish(GIL, draft);

        expect(response.status).toBe(201);
        expect(response.body).toMatchObject({
          version: '1.0',
          title: 'Acceptable use of generative AI',
          publishedBy: GIL,
        });
        expect(response.body.text).toContain('## 3. Data handling');
        expect(response.body.text).toContain(
          '- **D1** Send no personal data. *(enforced by the gateway: data tier)*',
        );
        expect(response.body.text).toContain('- `group:default/engineering`');
        expect(response.body.sha256).toBe(
          createHash('sha256').update(response.body.text).digest('hex'),
        );
        const read = await bench.call(EVE, 'get', draftPath(draft.id));
        expect(read.body).toMatchObject({
          state: 'published',
          publishedVersion: '1.0',
        });
        expect((await publish(GIL, draft)).status).toBe(409);
      });

      it('needs a review of the very content, not of one before an edit', async () => {
        await bench.fillSeats();
        const unreviewed = await bench.submittedDraft();
        expect((await publish(GIL, unreviewed)).status).toBe(409);

        const approved = await bench.approvedDraft();
        const changed = (await save(EVE, approved, edited())).body;
        expect((await publish(GIL, changed)).status).toBe(409);
        expect((await publish(GIL, approved)).status).toBe(409);
        const handedIn = (await submit(EVE, changed)).body;
        expect((await publish(GIL, handedIn)).status).toBe(409);
        expect(await bench.knex('aup_versions')).toHaveLength(0);
      });

      it('does not count an approval by somebody who wrote in it since', async () => {
        const approved = await bench.approvedDraft();
        const changed = (await save(LEA, approved, edited())).body;
        const restored = (await save(EVE, changed, examplePolicy())).body;

        expect(restored.contentSha256).toBe(approved.contentSha256);
        expect((await publish(GIL, restored)).status).toBe(409);
      });

      it('goes by the newest review', async () => {
        const approved = await bench.approvedDraft();
        await review(LEA, approved, { outcome: 'changes-requested' });
        expect((await publish(GIL, approved)).status).toBe(409);
      });

      it('is minor only where legal calls the change non-material', async () => {
        await bench.publish('1.0');
        const material = await bench.approvedDraft(edited(), true);
        const refused = await publish(GIL, material, 'minor');
        expect(refused.status).toBe(409);
        expect(refused.body.error.message).toContain('Only the legal seat');

        const wording = await bench.approvedDraft(edited(), false);
        const minor = await publish(GIL, wording, 'minor');
        expect(minor.body.version).toBe('1.1');
        expect((await publish(GIL, material)).body.version).toBe('2.0');
      });

      it('is major where there is nothing that a minor change could follow', async () => {
        const draft = await bench.approvedDraft(examplePolicy(), false);
        expect((await publish(GIL, draft, 'minor')).status).toBe(409);
      });

      it('counts by number, not by letter', async () => {
        await bench.publish('1.0');
        for (let minor = 1; minor <= 10; minor += 1) {
          await bench.publish(
            `1.${minor}`,
            edited(`Rule number ${minor} holds.`),
          );
        }
        const { body } = await bench.call(ADA, 'get', '/aup/current');
        expect(body.version).toBe('1.10');
      });

      it('finds what left the catalog since the review', async () => {
        const draft = await bench.approvedDraft();
        const lea = bench.entities.findIndex(
          ({ kind, metadata }) => kind === 'User' && metadata.name === 'lea',
        );
        bench.entities.splice(lea, 1);
        await bench.eventually(async () => {
          const { body } = await bench.call(EVE, 'get', draftPath(draft.id));
          return body.violations.length > 0;
        });
        const response = await publish(GIL, draft);
        expect(response.status).toBe(400);
        expect(response.body.error.message).toContain(LEA);
      });

      it('is for who has the permission and is in the catalog', async () => {
        const draft = await bench.approvedDraft();
        expect((await publish(ADA, draft)).status).toBe(403);
        expect((await publish(NEWT, draft)).status).toBe(403);
      });

      it('has no other way', async () => {
        const response = await bench.call(GIL, 'post', '/aup/versions', {
          version: '1.0',
          document: examplePolicy(),
        });
        expect(response.status).toBe(404);
      });
    });

    describe('ratification', () => {
      it('is the decision of the sponsor on the text in force', async () => {
        const sha256 = await bench.publish('1.0');
        expect(await inboxOf(SUE)).toMatchObject([
          { kind: 'ratify-policy', subject: '1.0', path: '/policy' },
        ]);
        const response = await ratify(SUE, '1.0', sha256);

        expect(response.status).toBe(201);
        expect(response.body.ratification).toMatchObject({
          version: '1.0',
          sha256,
          ratifiedBy: SUE,
          ratifiedByName: 'Sue',
        });
        expect(await inboxOf(SUE)).toEqual([]);
        expect((await ratify(SUE, '1.0', sha256)).status).toBe(409);
        expect(await bench.knex('aup_ratifications')).toHaveLength(1);
      });

      it('carries over to minor versions, and not to a major one', async () => {
        await ratify(SUE, '1.0', await bench.publish('1.0'));
        await bench.publish('1.1', edited());
        const minor = await bench.call(ADA, 'get', '/aup/current');
        expect(minor.body.ratification.version).toBe('1.0');

        await bench.publish('2.0', edited('A person reads every answer.'));
        const list = await bench.call(ADA, 'get', '/aup/versions');
        expect(
          list.body.items.map(
            (item: { ratification?: object }) =>
              item.ratification !== undefined,
          ),
        ).toEqual([false, true, true]);
      });

      it('refuses an older version, and the hash of another text', async () => {
        const first = await bench.publish('1.0');
        const second = await bench.publish('2.0', edited());
        const answers = await Promise.all([
          ratify(SUE, '1.0', first),
          ratify(SUE, '2.0', first),
          ratify(SUE, '1.0', second),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
      });

      it('refuses who is not the sponsor now', async () => {
        const sha256 = await bench.publish('1.0');
        const asService = await bench.callWith(
          mockCredentials.service.header(),
          'post',
          '/aup/versions/1.0/ratification',
          { sha256, statement: 'I stand behind it.' },
        );
        await bench.knex('seats').where('seat', 'sponsor').update({
          accepted_at_ms: null,
        });
        const answers = [
          asService,
          await ratify(LEA, '1.0', sha256),
          await ratify(ADA, '1.0', sha256),
          await ratify(SUE, '1.0', sha256),
        ];
        expect(answers.map(({ status }) => status)).toEqual([
          403, 403, 403, 403,
        ]);
      });
    });

    describe('GET /aup/diff', () => {
      it('tells rule by rule and word by word', async () => {
        await bench.publish('1.0');
        const policy = edited('A human reads it twice.');
        policy.sections[0].rules.push({
          id: 'P2',
          statement: 'Translate manuals with it.',
          enforcement: { kind: 'manual', ownerRef: SAM },
        });
        const [moved] = policy.sections[1].rules;
        policy.sections[1].rules = [
          { ...moved, id: 'X2', statement: 'Never imitate a voice.' },
        ];
        const draft = (await save(EVE, await start(), policy)).body;
        const { body } = await bench.call(
          EVE,
          'get',
          `/aup/diff?from=1.0&to=${draft.id}`,
        );

        expect(
          body.changes.map(
            ({ kind, id, change }: Record<string, string>) =>
              `${kind} ${id} ${change}`,
          ),
        ).toEqual([
          'rule P2 added',
          'rule X2 added',
          'rule H1 changed',
          'rule X1 removed',
        ]);
        expect(body.changes[2].parts).toContainEqual({
          change: 'removed',
          text: 'first',
        });
        expect(body.changes[2].parts).toContainEqual({
          change: 'added',
          text: 'twice',
        });
        expect(body.changes[0].parts).toEqual([
          {
            change: 'added',
            text: 'Translate manuals with it.\nchecked by Sam',
          },
        ]);
      });

      it('finds nothing between equals', async () => {
        await bench.publish('1.0');
        const path = '/aup/diff?from=1.0&to=1.0';
        const { body } = await bench.call(ADA, 'get', path);
        expect(body.changes).toEqual([]);
      });
    });

    describe('GET /aup/versions/{version}/traceability', () => {
      it('says of each rule how it is enforced, and whether that is there', async () => {
        await bench.publish('1.0');
        const { body } = await bench.call(
          ADA,
          'get',
          '/aup/versions/1.0/traceability',
        );
        expect(body.rows).toMatchObject([
          { rule: 'P1', enforcement: 'automated', resolved: true },
          { rule: 'X1', enforcement: 'manual', owner: LEA, resolved: true },
          { rule: 'D1', control: 'tier', section: 'data-handling' },
          { rule: 'I1', enforcement: 'planned', date: '2099-01-01' },
          { rule: 'H1', owner: EVE },
        ]);
      });

      it('is a table for a spreadsheet too, in which nothing is a formula', async () => {
        await bench.publish('1.0', edited('=HYPERLINK("x") is not opened.'));
        const response = await bench.call(
          ADA,
          'get',
          '/aup/versions/1.0/traceability.csv',
        );
        expect(response.type).toBe('text/csv');
        const lines = response.text.trim().split('\n');
        expect(lines[0]).toBe(
          'rule,section,statement,enforcement,control,resolved,owner,date,acceptedRisk',
        );
        expect(lines).toHaveLength(6);
        expect(lines[5]).toContain('"\'=HYPERLINK');
      });
    });

    it('still reads a version of old, which says nothing of enforcement', async () => {
      const old = examplePolicy();
      delete old.eligible;
      old.sections.forEach(section =>
        section.rules.forEach(rule => delete rule.enforcement),
      );
      await bench.knex('aup_versions').insert({
        version: '1.0',
        major: 1,
        minor: 0,
        title: old.title,
        document: JSON.stringify(old),
        text: '# The policy',
        sha256: 'a'.repeat(64),
        published_at_ms: 1,
        published_by: GIL,
      });
      const { body } = await bench.call(ADA, 'get', '/aup/versions/1.0');
      expect(body.document).toEqual(old);
      const next = await start(EVE, { basedOn: '1.0' });
      expect((await submit(EVE, next)).status).toBe(400);
    });
  },
);
