import type { Db, Tx } from '../../db/client.ts';
import { countAudience, type AudienceCount } from '../../db/queries/audience.ts';
import { findUnitNames } from '../../db/queries/organisation-units.ts';
import { nextDigestTimes } from '../deliveries/rules.ts';
import { quietEnd } from '../schedule/quiet-hours.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { deadlineIn } from '../schedule/working-days.ts';
import { audienceOf, type Selector } from './audience.ts';
import type { NoticeDraft } from './draft.ts';
import { answersOf } from './rules.ts';
import { findKind, momentOf, needsApproval } from './send-notice.ts';

type Author = Pick<Actor, 'personId' | 'posts'>;
/** A condition by what it is about, with the name of its unit, or the word of the rules or of the roster. */
export type SelectorValue = { by: Selector['by']; value: string };

/** What has to be looked up to say what a notice will do. */
export type PlanFacts = AudienceCount & {
  unitNames: string[];
  narrow: SelectorValue[];
  except: SelectorValue[];
  dueAt: Date | null;
  /** The deadline cannot be counted: the holidays of this year are not known. */
  unknownYear: number | null;
};

async function describe(db: Db | Tx, selectors: readonly Selector[]): Promise<SelectorValue[]> {
  return Promise.all(
    selectors.map(async (it) => {
      switch (it.by) {
        case 'unit':
          return { by: it.by, value: (await findUnitNames(db, [it.unitId]))[0] ?? '' };
        case 'post':
          return { by: it.by, value: it.title };
        case 'role':
          return { by: it.by, value: it.role };
        case 'tag':
          return { by: it.by, value: it.tag };
        case 'plan':
          return { by: it.by, value: it.state };
        case 'list':
          return { by: it.by, value: String(it.staffNos.length) };
      }
    }),
  );
}

/**
 * Whom a draft would reach as of now, within the author's scope, and until when it would be to be confirmed.
 * @param weeklyCap notices of one author to one person in seven days, above which they are counted as over the cap
 */
export async function readPlanFacts(
  db: Db | Tx,
  author: Author,
  draft: Pick<NoticeDraft, 'audience' | 'sendAt' | 'deadlineWorkingDays'>,
  weeklyCap: number,
  now: Date,
): Promise<PlanFacts> {
  const audience = audienceOf(draft.audience);
  const scope = scopeOf(author, 'notices.send');
  const nobody = { people: 0, units: 0, unreachable: 0, exempt: 0, overCap: 0 };
  const whose = { scope, authorId: author.personId, weeklyCap };
  const count =
    audience && scope.length > 0 ? await countAudience(db, audience, whose, momentOf(now)) : nobody;
  const deadline =
    draft.deadlineWorkingDays === null
      ? null
      : await deadlineIn(db, draft.deadlineWorkingDays, draft.sendAt ?? now);
  return {
    ...count,
    unitNames: await findUnitNames(db, draft.audience.unitIds),
    narrow: await describe(db, draft.audience.narrow),
    except: await describe(db, draft.audience.except),
    dueAt: deadline?.ok ? deadline.at : null,
    unknownYear: deadline && !deadline.ok ? deadline.year : null,
  };
}

/** What a notice will do, in the shape in which it is shown; the kind that is usual need not be named. */
export function planNotice(draft: NoticeDraft, facts: PlanFacts, pack: RulePack, now: Date) {
  const kind = findKind(pack, draft.kind);
  const at = draft.sendAt ?? now;
  const urgent = draft.urgentReason !== null;
  const { reminders, noticeRules } = pack;
  return {
    ...draft,
    ...facts,
    kindName: kind && kind.id !== pack.noticeKinds[0]?.id ? kind.name : null,
    needsAcknowledgement: kind?.needsAcknowledgement ?? true,
    answers: answersOf(pack, draft.kind),
    digestAt: draft.inDigest ? nextDigestTimes(reminders.digestAt, at).at : null,
    quietUntil: urgent || draft.inDigest ? null : (quietEnd(at, reminders.quietHours) ?? null),
    listed: draft.audience.staffNos.length,
    weeklyCap: noticeRules.weeklyCap,
    needsApproval: needsApproval(pack, facts.people, urgent),
  };
}
