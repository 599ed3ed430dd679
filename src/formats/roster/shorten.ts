const MAX_SHOWN = 80;

/** Text from a file as it is shown in a report: at most 80 code points. */
export function shorten(text: string): string {
  const points = Array.from(text);
  return points.length > MAX_SHOWN ? `${points.slice(0, MAX_SHOWN - 1).join('')}…` : text;
}
