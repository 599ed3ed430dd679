import { listSelectors } from '../../domain/notices/choose-audience.ts';
import type { Selector } from '../../domain/notices/audience.ts';
import {
  selectorAskView,
  selectorsView,
  type SelectorKind,
  type Side,
} from '../../messages/broadcast-audience.ts';
import type { SelectorView } from '../../messages/notice-plan.ts';
import type { BotContext } from '../context.ts';
import { saysStale, stampOf } from '../flow.ts';
import { replace } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';
import { planOf } from './preview.ts';
import { listUnits } from './units.ts';

const SIDES: readonly string[] = ['narrow', 'except'] satisfies Side[];
const KINDS: readonly string[] = ['role', 'post', 'tag', 'plan', 'unit'] satisfies SelectorKind[];
const isSide = (word: string | undefined): word is Side => word !== undefined && SIDES.includes(word);
const isKind = (word: string | undefined): word is SelectorKind => word !== undefined && KINDS.includes(word);

/** The conditions that narrow the audience, or take people out of it. */
export async function showSelectors(ctx: BotContext, draft: Draft, side: Side): Promise<void> {
  await keepDraft(ctx, side, draft);
  await replace(ctx, selectorsView(ctx.language, side, (await planOf(ctx, draft))[side]));
}

export const clearSelectors: Step = (ctx, draft, [side]) =>
  isSide(side) ? showSelectors(ctx, { ...draft, [side]: [] }, side) : saysStale(ctx);

type Choice = { selector: Selector; view: SelectorView; key: string };

/** A short key stands for a condition: a button has no room for a post's title. */
async function listChoices(ctx: BotContext, by: SelectorKind): Promise<Choice[]> {
  if (by === 'unit') {
    const units = (await listUnits(ctx)).filter((unit) => !unit.root);
    return units.map(({ id, name }) => choice({ by, unitId: id }, name));
  }
  const selectors = await listSelectors(ctx.services.db, ctx.actor, by, ctx.now);
  return selectors.map((selector) => choice(selector, wordOf(selector)));
}
const choice = (selector: Selector, value: string): Choice => ({
  selector,
  view: { by: selector.by, value },
  key: stampOf(selector),
});
function wordOf(selector: Selector): string {
  if (selector.by === 'role') return selector.role;
  if (selector.by === 'post') return selector.title;
  if (selector.by === 'tag') return selector.tag;
  return selector.by === 'plan' ? selector.state : '';
}

export const askSelector: Step = async (ctx, draft, [side, by]) => {
  if (!isSide(side) || !isKind(by)) return saysStale(ctx);
  const chosen = new Set(draft[side].map(stampOf));
  const choices = (await listChoices(ctx, by)).map(({ view, key }) => ({
    ...view,
    key,
    chosen: chosen.has(key),
  }));
  await keepDraft(ctx, side, draft);
  await replace(ctx, selectorAskView(ctx.language, side, by, choices));
};

/**
 * The button says whether its condition is to be in or out. Of the conditions that narrow, which must all hold, one of a
 * kind is kept: another takes its place.
 */
export const pickSelector: Step = async (ctx, draft, [side, by, key, wanted]) => {
  if (!isSide(side) || !isKind(by)) return saysStale(ctx);
  const picked = (await listChoices(ctx, by)).find((it) => it.key === key);
  if (!picked) return saysStale(ctx);
  const others = draft[side].filter((it) => (side === 'narrow' ? it.by !== by : stampOf(it) !== picked.key));
  const selectors = wanted === '1' ? [...others, picked.selector] : others;
  await askSelector(ctx, { ...draft, [side]: selectors }, [side, by]);
};
