import { useCallback, useEffect, useState } from 'react';

/** A way out of the page that was held back. */
export interface LeaveWarning {
  isOpen: boolean;
  stay: () => void;
  /** Follows the link after all. */
  leave: () => void;
}

/**
 * Holds back links and the closing of the page while something would be lost.
 *
 * The portal's router knows no blockers, so links are caught before it sees
 * them; for the browser's own ways out only its standard question is possible.
 */
export function useLeaveWarning(wouldLose: boolean): LeaveWarning {
  const [held, setHeld] = useState<HTMLAnchorElement>();
  const [isLeaving, setLeaving] = useState(false);
  const isArmed = wouldLose && !isLeaving;

  useEffect(() => {
    if (!isArmed) {
      return undefined;
    }
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element
          ? event.target.closest<HTMLAnchorElement>('a[href]')
          : null;
      if (link && link.target !== '_blank') {
        event.preventDefault();
        event.stopPropagation();
        setHeld(link);
      }
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isArmed]);

  useEffect(() => {
    if (isLeaving) {
      held?.click();
    }
  }, [isLeaving, held]);

  return {
    isOpen: held !== undefined && !isLeaving,
    stay: useCallback(() => setHeld(undefined), []),
    leave: useCallback(() => setLeaving(true), []),
  };
}
