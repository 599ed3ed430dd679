/** A working Wednesday, mid-morning in Shanghai: the moment the sample county is seeded at. */
export const START = '2026-11-25T10:00:00+08:00';

/** A clock in the test's hand. */
export function createTestClock(start: string = START) {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (moment: string | Date) => void (now = new Date(moment)),
    advance: (ms: number) => void (now = new Date(now.getTime() + ms)),
  };
}
