import { AupDocument } from '../api';
import { documentLint } from './documentLint';
import { emptyPolicy } from './emptyPolicy';

function policyOf(...statements: string[]): AupDocument {
  const policy = emptyPolicy();
  policy.sections[0].rules = statements.map((statement, index) => ({
    id: `P${index + 1}`,
    statement,
  }));
  return policy;
}

const messagesOf = (...statements: string[]) =>
  documentLint(policyOf(...statements)).map(({ message }) => message);

describe('documentLint', () => {
  it.each([
    ['Everybody uses models responsibly at work.', 'responsibly'],
    ['Teams choose an appropriate model for a task.', 'appropriate'],
    ['Reasonable care is taken with all the data.', 'reasonable'],
    ['A person should read each answer before use.', 'should'],
    ['Names are removed where possible before sending.', 'where possible'],
    ['No passwords, tokens etc. are ever sent out.', 'etc.'],
    ['The team reviews its answers regularly in pairs.', 'regularly'],
  ])('warns of "%s"', (statement, word) => {
    expect(messagesOf(statement)).toEqual([
      expect.stringContaining(`P1 says "${word}"`),
    ]);
  });

  it.each([
    'A person reads every text before it is sent to a customer.',
    'A key expires after 90 days at the latest.',
    'The shoulder of the road is not data of ours.',
  ])('lets "%s" pass', statement => {
    expect(messagesOf(statement)).toEqual([]);
  });

  it('warns of a rule that is very short or very long', () => {
    expect(messagesOf('Be good.')[0]).toContain('very short');
    expect(messagesOf(`No ${'very '.repeat(70)}long rule.`)[0]).toContain(
      'very long',
    );
  });

  it('warns of a rule that says the same as another', () => {
    expect(
      messagesOf(
        'A person reads every text first.',
        'A person reads  every text first',
      ),
    ).toEqual(['P2 says the same as P1']);
  });

  it('says nothing of a rule that is not written yet', () => {
    expect(messagesOf('', ' ')).toEqual([]);
  });
});
