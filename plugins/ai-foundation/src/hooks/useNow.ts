import { useEffect, useState } from 'react';

/** The time, renewed often enough for relative times to stay true. */
export function useNow(everySeconds = 20): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}
