import { Composer } from 'telegraf';
import { makeOpinionPoster } from '../../documents/opinion-poster.ts';
import { listBots } from '../../domain/deliveries/know-bots.ts';
import { spellCharacter } from '../../domain/people/name-pinyin.ts';
import {
  handleVoiceWords,
  keepVoiceCode,
  listVoiceUnits,
  MONTHS_BACK,
  readVoiceUnit,
  readVoiceWords,
  renewVoiceCode,
  type VoiceCode,
} from '../../domain/voices/read-voices.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  posterFacts,
  posterFileName,
  voiceCodeView,
  voiceRenewedView,
  voiceRenewView,
  voiceUnitsView,
  voiceUnitView,
  voiceWordsNoneView,
  voiceWordsView,
} from '../../messages/voices.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { markup, pressedMessage, prefaced, replace, say } from '../reply.ts';

const ACTION = 'opinions.read';
const PAGE = 4;

/** What villagers say: topics by village and month, the code of a village, and the words that wait to be sorted. */
export function createVoiceDeskFeature(): Feature {
  const composer = new Composer<BotContext>();
  const onDesk = (action: string, handle: (ctx: BotContext, parts: string[]) => Promise<void>) =>
    onPress(composer, action, async (ctx, parts) => {
      if (await allow(ctx, ACTION)) await handle(ctx, parts);
    });
  composer.command('opinions', async (ctx) => {
    if (await allow(ctx, ACTION)) await showUnits(ctx, 0);
  });
  onDesk('opinions.list', (ctx, [page]) => showUnits(ctx, readIndex(page) ?? 0));
  onDesk('opinions.unit', (ctx, [id, back]) => showUnit(ctx, id, readIndex(back) ?? 0));
  onDesk('opinions.code', async (ctx, [id]) => {
    const { db } = ctx.services;
    const code = isId(id) ? await keepVoiceCode(db, ctx.actor, id, ctx.botInfo.id, ctx.now) : undefined;
    await (code ? sendPoster(ctx, code) : saysStale(ctx));
  });
  onDesk('opinions.renew', async (ctx, [id, codeId]) => {
    const unit = await findUnit(ctx, id, 0);
    if (!unit || !isId(codeId)) return saysStale(ctx);
    await replace(ctx, voiceRenewView(ctx.language, unit.name, unit.id, codeId));
  });
  onDesk('opinions.renew-now', renew);
  onDesk('opinions.words', (ctx, [id, place]) => showWords(ctx, id, readIndex(place) ?? 0));
  onDesk('opinions.handled', async (ctx, [id]) => {
    const unitId = isId(id) ? await handleVoiceWords(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (unitId === undefined ? saysStale(ctx) : showWords(ctx, unitId, 0));
  });
  return { composer, flows: {} };
}

async function showUnits(ctx: BotContext, wanted: number): Promise<void> {
  const { db, pack } = ctx.services;
  const list = (page: number) =>
    listVoiceUnits(db, ctx.actor, pack, { offset: page * PAGE, limit: PAGE }, ctx.now);
  const asked = await list(wanted);
  const pages = Math.ceil(asked.total / PAGE);
  // Past the end of a list that was longer, it begins anew.
  const page = wanted < pages ? wanted : 0;
  const shown = page === wanted ? asked : await list(page);
  await replace(ctx, voiceUnitsView(ctx.language, shown, { page, pages }, pack.opinions.leastShown));
}

async function findUnit(ctx: BotContext, id: string | undefined, back: number) {
  const { db, pack } = ctx.services;
  return isId(id) && back <= MONTHS_BACK ? readVoiceUnit(db, ctx.actor, pack, id, back, ctx.now) : undefined;
}

async function showUnit(ctx: BotContext, id: string | undefined, back: number): Promise<void> {
  const unit = await findUnit(ctx, id, back);
  if (!unit) return saysStale(ctx);
  const { leastShown } = ctx.services.pack.opinions;
  await replace(ctx, voiceUnitView(ctx.language, unit, { back, most: MONTHS_BACK, least: leastShown }));
}

/** As a file, so that what is printed is as sharp as it was drawn. */
async function sendPoster(ctx: BotContext, code: VoiceCode): Promise<void> {
  const { language } = ctx;
  const own = (await listBots(ctx.services.db)).find(({ id }) => id === code.botId);
  const link = `https://t.me/${own?.username ?? ctx.botInfo.username}?start=op-${code.code}`;
  const png = await makeOpinionPoster(posterFacts(language, code.unitName, link), spellCharacter);
  const view = prefaced(ctx, voiceCodeView(language, code.unitName, code.unitId, code.id));
  await ctx.replyWithDocument(
    { source: Buffer.from(png), filename: `${posterFileName(language, code.unitName)}.png` },
    { caption: view.text, parse_mode: 'HTML', reply_markup: markup(view) },
  );
}

async function renew(ctx: BotContext, [id]: string[]): Promise<void> {
  const { db } = ctx.services;
  const code = isId(id) ? await renewVoiceCode(db, ctx.actor, id, ctx.botInfo.id, ctx.now) : undefined;
  if (!code) return saysStale(ctx);
  await replace(ctx, voiceRenewedView(ctx.language, code.unitName));
  await sendPoster(ctx, code);
}

async function showWords(ctx: BotContext, id: string | undefined, wanted: number): Promise<void> {
  const { db, pack } = ctx.services;
  const unit = await findUnit(ctx, id, 0);
  if (!unit) return saysStale(ctx);
  const place = wanted < unit.waiting ? wanted : 0;
  const row = await readVoiceWords(db, ctx.actor, unit.id, place);
  if (!row) return replace(ctx, voiceWordsNoneView(ctx.language, unit.id));
  const { topics, keepTextDays: days } = pack.opinions;
  // A topic that a later pack no longer has is named by its id.
  const topic = topics.find((one) => one.id === row.topic)?.name ?? { zh: row.topic, en: row.topic };
  const view = voiceWordsView(ctx.language, { ...row, topic }, { place, total: unit.waiting, days });
  // A message is made such that it cannot be passed on, or not, when it is sent.
  const pressed = pressedMessage(ctx);
  await (pressed && 'has_protected_content' in pressed ? replace : say)(ctx, view);
}
