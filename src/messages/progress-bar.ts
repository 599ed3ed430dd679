/** `▓▓▓▓▓░░░░░ 52%`; an empty whole is an empty bar. */
export function progressBar(done: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.min(1, done / whole);
  const filled = Math.floor(share * 10);
  return `${'▓'.repeat(filled)}${'░'.repeat(10 - filled)} ${Math.floor(share * 100)}%`;
}
