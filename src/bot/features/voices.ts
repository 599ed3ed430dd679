import { openPress, sealPress } from '../../domain/reviews/ballot-rules.ts';
import {
  giveVoice,
  giveWords,
  openVoiceCode,
  type Speaker,
  type VoicePress,
} from '../../domain/voices/give-voice.ts';
import { stampOfTopics } from '../../domain/voices/rules.ts';
import { unpackCallback } from '../../messages/callback-data.ts';
import { commonWord } from '../../messages/people.ts';
import {
  voiceAskView,
  voiceGivenView,
  voiceWord,
  voiceWriteText,
  wordsGivenText,
  wordsProblemText,
} from '../../messages/voices.ts';
import type { BotContext } from '../context.ts';
import { replace, say, toast } from '../reply.ts';

type Handler = (ctx: BotContext, part: string) => Promise<void>;

/** Buttons, by their action: they are anybody's, so they are heard before anybody is asked who they are. */
const PRESSES = new Map<string, Handler>([
  ['voice.on', choose],
  ['voice.say', (ctx, part) => write(ctx, part)],
]);
/** Behind /start: the code of a village, and what asks for words once more. */
const CODE = /^\/start op-([\w-]{12})$/;
const AGAIN = /^\/start vw-([\w-]{54})$/;
/** Behind the link in the message that asks for words, which is how a reply to it is known: nothing is stored meanwhile. */
const ASKED = /\?start=vw-([\w-]{54})$/;

/**
 * Hears an opinion about a village, from anybody. Who speaks is asked of nobody, and stored nowhere but as a mark of the day.
 * @returns false where the update is something else
 */
export async function hearVoice(ctx: BotContext): Promise<boolean> {
  if (ctx.callbackQuery) {
    const { action, parts } = unpackCallback('data' in ctx.callbackQuery ? ctx.callbackQuery.data : '');
    const handle = PRESSES.get(action);
    await handle?.(ctx, parts[0] ?? '');
    return handle !== undefined;
  }
  const { message } = ctx;
  if (!message || !('text' in message)) return false;
  const code = CODE.exec(message.text)?.[1];
  const again = AGAIN.exec(message.text)?.[1];
  const reply = askedBy(ctx);
  if (code !== undefined) await open(ctx, code);
  else if (again !== undefined) await write(ctx, again);
  else if (reply !== undefined) await hearWords(ctx, reply, message.text.normalize('NFC'));
  return code !== undefined || again !== undefined || reply !== undefined;
}

/** What the message carries that this one replies to, where we had asked for words. */
function askedBy({ message, botInfo }: BotContext): string | undefined {
  const asked = message && 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (!asked || asked.from?.id !== botInfo.id || !('entities' in asked)) return undefined;
  for (const entity of asked.entities ?? []) {
    const part = entity.type === 'text_link' ? ASKED.exec(entity.url)?.[1] : undefined;
    if (part !== undefined) return part;
  }
  return undefined;
}

const speakerOf = (ctx: BotContext): Speaker => ({
  account: ctx.from?.id ?? 0,
  botId: ctx.botInfo.id,
  secret: ctx.telegram.token,
});
function seal(ctx: BotContext, { codeId, marks }: VoicePress): string {
  const { account, secret } = speakerOf(ctx);
  return sealPress(secret, account, { ticketId: codeId, marks: [...marks] }, 'voice');
}
function unseal(ctx: BotContext, part: string): VoicePress | undefined {
  const { account, secret } = speakerOf(ctx);
  const press = openPress(secret, account, part, 'voice');
  return press && { codeId: press.ticketId, marks: press.marks };
}

async function open(ctx: BotContext, code: string): Promise<void> {
  const { db, pack } = ctx.services;
  const found = await openVoiceCode(db, code, ctx.botInfo.id);
  if (!found) return say(ctx, { text: voiceWord(ctx.language, 'over'), buttons: [] });
  const { topics } = pack.opinions;
  const stamp = stampOfTopics(topics);
  const sealed = topics.map(({ name }, place) => ({
    name,
    part: seal(ctx, { codeId: found.id, marks: [place, stamp] }),
  }));
  await say(ctx, voiceAskView(ctx.language, found.unitName, sealed, pack.opinions.leastShown));
}

async function choose(ctx: BotContext, part: string): Promise<void> {
  const { db, pack } = ctx.services;
  const press = unseal(ctx, part);
  if (!press) return toast(ctx, commonWord(ctx.language, 'stale'), true);
  const given = await giveVoice(db, speakerOf(ctx), press, pack, ctx.now);
  if (!given.ok) return toast(ctx, problemWord(ctx, given.problem), true);
  const sealed = given.mayWrite ? seal(ctx, press) : undefined;
  await replace(ctx, voiceGivenView(ctx.language, given.first, sealed));
}

const problemWord = (ctx: BotContext, problem: 'over' | 'stale' | 'full'): string =>
  voiceWord(ctx.language, problem === 'stale' ? 'scanAgain' : problem);

/** Asks for words, by a message to reply to. */
async function write(ctx: BotContext, part: string, problem?: string): Promise<void> {
  if (!unseal(ctx, part)) return toast(ctx, commonWord(ctx.language, 'stale'), true);
  const { textLimit, keepTextDays } = ctx.services.pack.opinions;
  const link = `https://t.me/${ctx.botInfo.username}?start=vw-${part}`;
  const text = voiceWriteText(ctx.language, link, { limit: textLimit, days: keepTextDays }, problem);
  await ctx.reply(text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: { force_reply: true, input_field_placeholder: voiceWord(ctx.language, 'placeholder') },
  });
}

async function hearWords(ctx: BotContext, part: string, text: string): Promise<void> {
  const { db, pack, log } = ctx.services;
  const press = unseal(ctx, part);
  if (!press) return toast(ctx, commonWord(ctx.language, 'stale'), true);
  // An update that fails is kept for an operator, and what went wrong is logged with what was to be stored.
  const given = await giveWords(db, speakerOf(ctx), press, text, pack, ctx.now).catch(() => undefined);
  if (!given) {
    log.error({ update: ctx.update.update_id }, 'words of an opinion not kept');
    return write(ctx, part, commonWord(ctx.language, 'wrong'));
  }
  if (given.ok)
    return say(ctx, {
      text: wordsGivenText(ctx.language, given.first, pack.opinions.keepTextDays),
      buttons: [],
    });
  if (given.problem === 'over' || given.problem === 'stale')
    return say(ctx, { text: problemWord(ctx, given.problem), buttons: [] });
  await write(ctx, part, wordsProblemText(ctx.language, given));
}
