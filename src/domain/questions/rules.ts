/** The chosen options are right when they are exactly the key; order does not matter, nothing is partly right. */
export function isCorrect(answer: readonly number[], chosen: readonly number[]): boolean {
  return answer.length === chosen.length && answer.every((option) => chosen.includes(option));
}
