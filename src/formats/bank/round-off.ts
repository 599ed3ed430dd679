/** A number without what halving leaves behind: 0.20000000000000004 is 0.2. */
export const roundOff = (value: number): number => Number(value.toPrecision(12));
