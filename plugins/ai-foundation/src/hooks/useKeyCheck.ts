import {
  api,
  KeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useAnswer } from './useAnswer';

/** Would this key be issued, and why? Nothing is asked until all is chosen. */
export function useKeyCheck(request: KeyRequest | undefined) {
  const [settled, setSettled] = useState(request);
  useDebounce(() => setSettled(request), 300, [JSON.stringify(request)]);
  return useAnswer(
    settled && api.checkKeyRequest,
    { body: settled },
    { keepPrevious: true },
  );
}
