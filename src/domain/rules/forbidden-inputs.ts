import { kindsRead } from './file-section.ts';
import type { RulePack } from './rule-pack-shape.ts';

/**
 * What a rule pack has to ban, whatever else it bans: no check-in, no points for time online, logins, speed of reply, likes,
 * forwards or streaks, no ranking, no place. A county may add to it, and take nothing away.
 */
export const ALWAYS_BANNED = [
  'online-time',
  'logins',
  'reply-speed',
  'likes',
  'forwards',
  'streaks',
  'ranking',
  'location',
] as const;

type Fault = { path: (string | number)[]; message: string };
/** What of a pack decides about what feeds a file. */
export type Inputs = Pick<
  RulePack,
  'inputAllowList' | 'bannedInputs' | 'fileSections' | 'indicators' | 'hourRecords'
>;

/** "replySpeed", "reply_speed" and "reply-speed" are one. */
const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Every place of a pack where something banned would feed a file: as a kind of entry, of evidence or of indicator, as what a section
 * lists or its rule reads, or as a field that is summed up; and each ban of the house that it lacks.
 */
export function findForbidden(pack: Inputs): Fault[] {
  const { inputAllowList, bannedInputs, fileSections, indicators, hourRecords } = pack;
  const names = bannedInputs.inputs.map(({ id }) => id);
  const banned = new Set([...names, ...ALWAYS_BANNED].map(bare));
  const check = (value: string, ...path: (string | number)[]): Fault[] =>
    banned.has(bare(value))
      ? [{ path, message: `expected what is not banned: "${value}" must never feed a file` }]
      : [];
  return [
    ...ALWAYS_BANNED.filter((id) => !names.includes(id)).map((id) => ({
      path: ['bannedInputs', 'inputs'],
      message: `expected "${id}" among what is banned`,
    })),
    ...inputAllowList.kinds.flatMap((kind, k) => check(kind, 'inputAllowList', 'kinds', k)),
    ...hourRecords.evidence.flatMap(({ id, feedsFile }, e) =>
      feedsFile ? check(id, 'hourRecords', 'evidence', e, 'id') : [],
    ),
    ...fileSections.flatMap(({ id, inputs, rule }, s) => [
      ...check(id, 'fileSections', s, 'id'),
      ...inputs.flatMap((kind, i) => check(kind, 'fileSections', s, 'inputs', i)),
      ...kindsRead(rule).flatMap((kind) => check(kind, 'fileSections', s, 'rule')),
      ...(rule.kind === 'share'
        ? [
            ...check(rule.goodField, 'fileSections', s, 'rule', 'goodField'),
            ...check(rule.totalField, 'fileSections', s, 'rule', 'totalField'),
          ]
        : []),
    ]),
    ...indicators.flatMap(({ id, section }, i) => [
      ...check(id, 'indicators', i, 'id'),
      ...check(section, 'indicators', i, 'section'),
    ]),
  ];
}

/**
 * The last door before a roll-up, for a pack that did not come through its schema.
 * @throws Error naming each forbidden input and its place
 */
export function refuseForbidden(pack: Inputs): void {
  const faults = findForbidden(pack);
  if (faults.length > 0)
    throw new Error(
      `Nothing was rolled up:\n${faults.map(({ path, message }) => `  ${path.join('.')}: ${message}`).join('\n')}`,
    );
}
