/** Leave to take a row. */
export type Place = {
  /** The row is in hand. */
  ready: () => void;
  /** It is on its way, or nothing came of it. Leaving twice is leaving once. */
  leave: () => void;
};

/**
 * How many rows may be in hand before their turns, which is what a crash leaves unknown for nothing: as many as come in
 * the time that taking one takes, and some more. At 29 a second with a quick database that is one.
 * @param rate rows a second
 * @param slack how many times as many
 */
export function createPlaces(rate: number, slack: number): { wait: () => Promise<Place> } {
  let tookMs = 0;
  let taken = 0;
  const waiting: (() => void)[] = [];
  const most = (): number => Math.max(1, Math.ceil((rate * tookMs * slack) / 1000));

  const place = (): Place => {
    const since = performance.now();
    let isReady = false;
    let isLeft = false;
    taken += 1;
    const ready = (): void => {
      if (!isReady) tookMs += (performance.now() - since - tookMs) / 8;
      isReady = true;
    };
    return {
      ready,
      leave: () => {
        ready();
        if (isLeft) return;
        isLeft = true;
        taken -= 1;
        for (let free = most() - taken; free > 0; free -= 1) waiting.shift()?.();
      },
    };
  };
  return {
    wait: () =>
      taken < most()
        ? Promise.resolve(place())
        : new Promise((resolve) => void waiting.push(() => resolve(place()))),
  };
}
