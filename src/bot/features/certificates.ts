import { Composer } from 'telegraf';
import { z } from 'zod';
import { makeCertificate } from '../../documents/certificate.ts';
import { REASON_LIMIT } from '../../domain/exams/adjust-people.ts';
import {
  findRevocable,
  issueCertificate,
  revokeCertificate,
  verifyCertificate,
} from '../../domain/exams/certificates.ts';
import { shownCode } from '../../domain/exams/code-rules.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { spellCharacter } from '../../domain/people/name-pinyin.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  certificateCaption,
  certificateFacts,
  certificateFileName,
  certificateWord,
  notACodeText,
  revokeAskView,
  revokePreview,
  verifiedView,
} from '../../messages/certificates.ts';
import { examTitle } from '../../messages/exams.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import {
  allow,
  endFlow,
  explainStep,
  keepStep,
  saysStale,
  stampOf,
  type Feature,
  type Flow,
} from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'certificate-revoke';
const draftSchema = z.object({ code: z.string(), name: z.string(), reason: z.string().default('') });
type Draft = z.infer<typeof draftSchema>;

/** Certificates of exams: one's own as a file, anybody's checked by its code, and revoked by who called the exam. */
export function createCertificatesFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'exam.certificate', (ctx, [id]) => sendOwn(ctx, id));
  composer.command('verify', (ctx) => verify(ctx, ctx.message.text.replace(/^\/\S+\s*/, '').trim()));
  onPress(composer, 'certificate.revoke', (ctx, [code]) => beginRevoking(ctx, code ?? ''));
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'exams.call', draft: draftSchema });
  onStep('certificate.confirm', ['preview'], confirm);
  return { composer, flows: { [FLOW]: flow } };
}

/** The file, made anew each time from what was stored when it was issued. */
async function sendOwn(ctx: BotContext, attemptId: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const { db, pack } = ctx.services;
  const { language } = ctx;
  const titleOf = (topic: string | null) => ({
    zh: examTitle('zh', topic, pack),
    en: examTitle('en', topic, pack),
  });
  if (!isId(attemptId)) return saysStale(ctx);
  const issued = await issueCertificate(db, ctx.actor, attemptId, titleOf, ctx.now);
  if (!issued.ok)
    return issued.problem === 'revoked'
      ? toast(ctx, certificateWord(language, 'revokedOwn'), true)
      : saysStale(ctx);
  const { certificate } = issued;
  const code = shownCode(certificate.code);
  const pdf = await makeCertificate(certificateFacts(language, certificate, code), spellCharacter);
  await ctx.replyWithDocument(
    { source: Buffer.from(pdf), filename: certificateFileName(language, code) },
    { caption: certificateCaption(language, certificate, code), parse_mode: 'HTML' },
  );
}

async function verify(ctx: BotContext, text: string): Promise<void> {
  const { language } = ctx;
  const { db } = ctx.services;
  const plain = (words: string) => say(ctx, { text: words, buttons: [] });
  if (text === '') return plain(certificateWord(language, 'ask'));
  const found = await verifyCertificate(db, ctx.actor, text, ctx.now);
  if (!found.ok)
    return plain(
      found.problem === 'not-a-code'
        ? notACodeText(language, text)
        : certificateWord(language, found.problem),
    );
  const { certificate } = found;
  const mayRevoke = (await findRevocable(db, ctx.actor, certificate.code)) !== undefined;
  await say(ctx, verifiedView(language, certificate, mayRevoke ? certificate.code : null));
}

const flow: Flow = {
  resume: (ctx, { step, data }) => {
    const draft = draftSchema.parse(data);
    return step === 'preview' ? showPreview(ctx, draft) : askReason(ctx, draft);
  },
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, 'exams.call'))) return;
    if (conversation.step !== 'reason') return explainStep(ctx, flow, conversation, 'useButtons');
    const draft = draftSchema.parse(conversation.data);
    const reason = text.trim().replace(/\s+/g, ' ');
    if (reason === '' || [...reason].length > REASON_LIMIT) return askReason(ctx, draft, true);
    const problem = findTextProblem(reason);
    if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
    await showPreview(ctx, { ...draft, reason });
  },
};

async function beginRevoking(ctx: BotContext, code: string): Promise<void> {
  if (!(await allow(ctx, 'exams.call'))) return;
  const certificate = await findRevocable(ctx.services.db, ctx.actor, code);
  if (!certificate) return saysStale(ctx);
  await askReason(ctx, { code, name: certificate.name, reason: '' }, false, true);
}

async function askReason(ctx: BotContext, draft: Draft, problem = false, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'reason', draft, begins);
  await replace(ctx, revokeAskView(ctx.language, draft.name, problem));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  const view = { ...draft, code: shownCode(draft.code) };
  await replace(ctx, revokePreview(ctx.language, view, stampOf(draft)));
}

async function confirm(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const done = await revokeCertificate(ctx.services.db, ctx.actor, draft, ctx.now);
  if (!done) return saysStale(ctx);
  await replace(ctx, { text: certificateWord(ctx.language, 'revokeDone'), buttons: [] });
  endFlow(ctx, FLOW);
}
