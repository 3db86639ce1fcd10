import { ConfigReader } from '@backstage/config';
import { readForwarding } from './forwardingConfig';

const read = (data: object) =>
  readForwarding('openai', new ConfigReader({ ...data }));

describe('readForwarding', () => {
  it('has defaults for all', () => {
    expect(read({})).toEqual({
      retries: {
        max: 1,
        statuses: new Set([429, 500, 503, 529]),
        maxWaitMs: 5_000,
      },
      circuit: { failures: 5, openMs: 10_000 },
      onDisconnect: 'drain',
      headers: {},
    });
  });

  it('takes no retry, no status and headers of any case', () => {
    const config = read({
      retries: { max: 0, statuses: [] },
      headers: { 'X-Tenant': 'acme' },
    });
    expect(config.retries).toMatchObject({ max: 0, statuses: new Set() });
    expect(config.headers).toEqual({ 'x-tenant': 'acme' });
  });

  it.each<[object, RegExp]>([
    [{ retries: { max: 6 } }, /retries\.max must be .* from 0 to 5/],
    [{ retries: { max: 0.5 } }, /retries\.max/],
    [{ retries: { statuses: [200] } }, /retries\.statuses/],
    [{ retries: { statuses: ['503'] } }, /retries\.statuses/],
    [{ retries: { maxWaitMs: 0 } }, /retries\.maxWaitMs/],
    [{ circuit: { failures: 0 } }, /circuit\.failures/],
    [{ onDisconnect: 'wait' }, /can be drain or cancel/],
    [{ headers: { 'Content-Length': '1' } }, /cannot set 'Content-Length'/],
    [{ headers: { 'a b': '1' } }, /cannot set 'a b'/],
  ])('refuses %j', (data, message) => {
    expect(() => read(data)).toThrow(message);
  });
});
