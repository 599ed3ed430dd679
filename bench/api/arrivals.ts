type Arrival = { at: number; arrive: (at: number) => void };

/**
 * The path between a sender and the server: each call takes `jitterMs` (from, to) to arrive. Calls arrive in the order of
 * their instants even when this process was held up, so that a busy machine does not make them denser than they were.
 */
export function createPath(
  jitterMs: readonly [number, number],
  now: () => number,
): (arrive: Arrival['arrive']) => void {
  const [least, most] = jitterMs;
  const underWay: Arrival[] = [];
  let timer: NodeJS.Timeout | undefined;

  const deliver = (): void => {
    timer = undefined;
    for (let next = underWay[0]; next && next.at <= now(); next = underWay[0]) {
      underWay.shift();
      next.arrive(next.at);
    }
    wait();
  };
  const wait = (): void => {
    clearTimeout(timer);
    const [next] = underWay;
    if (next) timer = setTimeout(deliver, Math.max(0, next.at - now()));
  };

  return (arrive) => {
    const at = now() + least + Math.random() * (most - least);
    if (most === 0) return arrive(at);
    const place = underWay.findLastIndex((earlier) => earlier.at <= at) + 1;
    underWay.splice(place, 0, { at, arrive });
    if (place === 0) wait();
  };
}
