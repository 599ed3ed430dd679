import { useEffect, useState } from 'preact/hooks';
import { useSelected } from '../state/page-context.ts';

const TICK_MS = 1000;

/** The sandbox time in milliseconds, each second anew. */
export function useNow(): number {
  const skew = useSelected((state) => state.clockSkew);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Date.now() + skew;
}
