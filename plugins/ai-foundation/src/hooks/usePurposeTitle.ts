import { useCallback } from 'react';
import { useCurrentAup } from './useCurrentAup';

/** What does the policy call this purpose? Its id, where it no longer has it. */
export function usePurposeTitle(): (id: string) => string {
  const purposes = useCurrentAup().value?.document.purposes;
  return useCallback(
    (id: string) => purposes?.find(purpose => purpose.id === id)?.title ?? id,
    [purposes],
  );
}
