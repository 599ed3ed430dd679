/** Figures of fewer people than this could be traced to one of them. */
export const MIN_PEOPLE = 5;

/** What is said instead of figures when they come from too few people. */
export type Hidden = { hidden: true; people: number };
export type Shown<Figures> = { hidden: false; people: number } & Figures;

/** The figures of a group, worked out only when it has enough people for them to be shown. */
export function ofEnough<Figures extends object>(
  people: number,
  figures: () => Figures,
): Hidden | Shown<Figures> {
  return people < MIN_PEOPLE ? { hidden: true, people } : { ...figures(), hidden: false, people };
}
