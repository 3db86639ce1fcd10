import {
  api,
  SimulationRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useAnswer } from './useAnswer';

/** What would the gateway do with this request? Nothing is asked until all is chosen. */
export function useSimulation(request: SimulationRequest | undefined) {
  const [settled, setSettled] = useState(request);
  useDebounce(() => setSettled(request), 300, [JSON.stringify(request)]);
  return useAnswer(
    settled && api.simulate,
    { body: settled },
    { keepPrevious: true },
  );
}
