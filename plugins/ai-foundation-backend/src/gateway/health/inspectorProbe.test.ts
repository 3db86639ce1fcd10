import { mockServices } from '@backstage/backend-test-utils';
import { Inspector } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ExternalInspectors } from '../inspection/ExternalInspectors';
import { inspectorProbe } from './inspectorProbe';

const context = {
  clock: Date.now,
  logger: mockServices.logger.mock(),
};

const request = {
  texts: [],
  dialect: 'openai',
  model: 'aimodel:default/swift',
  tier: 'internal',
};

describe('inspectorProbe', () => {
  it.each(['closed', 'open'] as const)(
    'follows an inspector that fails %s, and works again',
    async failMode => {
      const inspect = jest.fn<
        ReturnType<Inspector['inspect']>,
        Parameters<Inspector['inspect']>
      >();
      const inspectors = new ExternalInspectors();
      inspectors.addInspector({
        id: 'guard',
        timeoutMs: 500,
        failMode,
        inspect,
      });
      const look = () => {
        const [probe] = inspectors.health.map(inspectorProbe);
        return { ...probe, ...probe.look() };
      };
      expect(look()).toMatchObject({ state: 'working', failMode });

      inspect.mockRejectedValueOnce(new Error('The prompt was: secret'));
      await inspectors.inspect(request, context);
      expect(look()).toMatchObject({
        state: 'failed',
        // Where no request went through, none could show that it works again.
        vital: false,
        reason: 'It gave no answer when it was last asked: it failed.',
      });

      inspect.mockResolvedValueOnce([]);
      await inspectors.inspect(request, context);
      expect(look().state).toBe('working');
    },
  );
});
