import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { makeDraft } from '../../domain/questions/make-draft.ts';
import {
  chooseDocument,
  confirmImport,
  keepImport,
  readImport,
  type ReadImport,
} from '../../domain/questions/propose-questions.ts';
import { listAsked } from '../../domain/questions/read-bank.ts';
import { compareQuestionBank } from '../../formats/read-question-bank.ts';
import { startsWith } from '../../formats/table/check-file.ts';
import { TABLE_LIMITS } from '../../formats/table/table-limits.ts';
import { importAskView, importConfirmedView, importProblemsView } from '../../messages/bank-import.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  askDocument,
  draftSchema,
  FLOW,
  sendReport,
  showReport,
  type Draft,
} from '../bank/import-screens.ts';
import type { BotContext } from '../context.ts';
import { downloadFile } from '../download-file.ts';
import { allow, endFlow, explainStep, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

/** Telegram names files as it likes; what is kept is shown on one line. */
const NAME_LIMIT = 120;

/** A file of questions: sent, read, shown as a rehearsal, and confirmed. Nothing of it is in the bank before that. */
export function createBankImportFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'bank.import', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'bank.edit', draft: draftSchema });
  onStep('bank.documents', ['document'], (ctx, draft, [page]) =>
    askDocument(ctx, draft, readIndex(page) ?? 0),
  );
  onStep('bank.document', ['document', 'report'], takeDocument);
  onStep('bank.report', ['file', 'report'], (ctx, draft, [page]) =>
    showReport(ctx, draft, readIndex(page) ?? 0),
  );
  onStep('bank.whole', ['file', 'report'], sendReport);
  onStep('bank.confirm', ['report'], confirm);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: (ctx, conversation) =>
    conversation.step === 'file'
      ? say(ctx, importAskView(ctx.language, 'notAFile'))
      : explainStep(ctx, flow, conversation, 'useButtons'),
  file: takeFile,
  resume,
  start: begin,
};

async function begin(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'bank.edit'))) return;
  await keepStep(ctx, FLOW, 'file', draftSchema.parse({}), true);
  await replace(ctx, importAskView(ctx.language));
}

/** A file, at any step: what was read of one before is given up for it. */
async function takeFile(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'bank.edit'))) return;
  const message = ctx.message;
  if (!message || !('document' in message)) return say(ctx, importAskView(ctx.language, 'notAFile'));
  const { file_id: fileId, file_name: fileName = 'questions', file_size: size = 0 } = message.document;
  const name = [...fileName.replace(/\s+/g, ' ').toWellFormed().replaceAll('\0', '')]
    .slice(-NAME_LIMIT)
    .join('');
  const tooBig = (limitBytes: number): Promise<void> => {
    const problem = { code: 'file-too-big', limitBytes } as const;
    const problems = [{ line: null, code: 'file', problem }] as const;
    return say(ctx, importProblemsView(ctx.language, { fileName: name, problems, total: 1 }, 0));
  };
  let most = TABLE_LIMITS.fileBytes;
  if (size > most) return tooBig(most);
  // A text that is too long is not waited for to its end.
  const got = await downloadFile(ctx, fileId, (head) => {
    most = startsWith(head, '504b') ? TABLE_LIMITS.fileBytes : TABLE_LIMITS.textBytes;
    return most;
  });
  if (!got.ok)
    return got.problem === 'too-big' ? tooBig(most) : say(ctx, importAskView(ctx.language, 'lost'));
  const { db } = ctx.services;
  let existing: Awaited<ReturnType<typeof listAsked>> = [];
  const read = await compareQuestionBank(got.bytes, name, async () => {
    existing = await listAsked(db);
    return existing.map(({ asked }) => asked);
  });
  const draft = makeDraft(read, existing);
  const id = newId();
  await keepImport(db, ctx.actor, { id, fileName: name, draft }, ctx.now);
  const kept = await readImport(db, ctx.actor, id);
  if (kept) await showNext(ctx, kept);
}

/** The step that a file leads to: another file, the document that is missing, or the rehearsal. */
async function showNext(ctx: BotContext, read: ReadImport): Promise<void> {
  const draft = { importId: read.id };
  const isRefused = read.draft.problemCount > 0;
  const lacks = read.planned.some(({ problem }) => problem?.code === 'no-document');
  const step = isRefused ? 'file' : lacks && read.draft.documentId === null ? 'document' : 'report';
  await keepStep(ctx, FLOW, step, draft);
  await (step === 'document' ? askDocument(ctx, draft, 0) : showReport(ctx, draft, 0));
}

async function takeDocument(ctx: BotContext, draft: Draft, [documentId]: string[]): Promise<void> {
  const isChosen =
    isId(documentId) &&
    isId(draft.importId) &&
    (await chooseDocument(ctx.services.db, ctx.actor, draft.importId, documentId));
  if (!isChosen) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'report', draft);
  await showReport(ctx, draft, 0);
}

async function confirm(ctx: BotContext, draft: Draft, [id]: string[]): Promise<void> {
  // The button confirms the very file that was shown above it.
  if (!isId(id) || id !== draft.importId) return saysStale(ctx);
  const confirmed = await confirmImport(ctx.services.db, ctx.actor, id, ctx.now);
  if (!confirmed.ok) {
    if (confirmed.problem === 'not-found' || confirmed.problem === 'not-allowed') return saysStale(ctx);
    // The bank has changed since: what is true now is shown instead.
    return showReport(ctx, draft, 0);
  }
  const { fileName, questions } = confirmed.outcome;
  await replace(ctx, importConfirmedView(ctx.language, fileName, questions));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'document') return askDocument(ctx, draft, 0);
  await (step === 'report' || draft.importId !== ''
    ? showReport(ctx, draft, 0)
    : say(ctx, importAskView(ctx.language)));
}
