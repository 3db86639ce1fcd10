import { useEffect, useState } from 'react';

/** The time, renewed often enough for relative times to stay true. */
export function useNow(everySeconds = 20): Date {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(
      () => setTick(tick => tick + 1),
      everySeconds * 1000,
    );
    return () => clearInterval(timer);
  }, [everySeconds]);
  return new Date();
}
