import { Composer } from 'telegraf';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { exportQuestions } from '../../domain/questions/export-questions.ts';
import { DOCUMENTS_A_PAGE, readOverview } from '../../domain/questions/read-bank.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { writeQuestionsGift } from '../../formats/write-questions-gift.ts';
import { writeQuestionsCsv, writeQuestionsXlsx } from '../../formats/write-questions-table.ts';
import { bankOverviewView, exportAskView, exportedFile } from '../../messages/bank.ts';
import { isId } from '../../messages/callback-data.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** The question bank in numbers, and out of the bot as a file. */
export function createBankFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('bank', (ctx) => showBank(ctx, 0));
  onPress(composer, 'bank.open', (ctx, [page]) => showBank(ctx, readIndex(page) ?? 0));
  onPress(composer, 'bank.export', async (ctx) => {
    if (!(await allow(ctx, 'bank.edit'))) return;
    const { byStatus } = await readOverview(ctx.services.db, 0);
    await replace(ctx, exportAskView(ctx.language, byStatus['published'] ?? 0));
  });
  onPress(composer, 'bank.save', saveFile);
  return { composer, flows: {} };
}

async function showBank(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'bank.approve'))) return;
  const overview = await readOverview(ctx.services.db, page);
  // A page of a list that was longer when it was shown.
  if (overview.documents.length === 0 && page > 0) return showBank(ctx, 0);
  const mayEdit = mayDo(ctx.actor, 'bank.edit');
  await replace(ctx, bankOverviewView(ctx.language, overview, { page, size: DOCUMENTS_A_PAGE, mayEdit }));
}

/** Questions as a file, in the chat of whoever asks: all that is published, or what one file has brought. */
async function saveFile(ctx: BotContext, [kind, importId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'bank.edit'))) return;
  if (kind !== 'gift' && kind !== 'csv' && kind !== 'xlsx') return saysStale(ctx);
  if (importId !== undefined && !isId(importId)) return saysStale(ctx);
  const { language, now, services } = ctx;
  const found = await exportQuestions(services.db, ctx.actor, importId, now);
  if (!found) return saysStale(ctx);
  const { name, caption, sheet } = exportedFile(
    language,
    dayOf(now),
    kind,
    found.questions.length,
    found.fileName,
  );
  const source =
    kind === 'xlsx'
      ? Buffer.from(await writeQuestionsXlsx(sheet, found.questions, language))
      : Buffer.from(
          kind === 'csv' ? writeQuestionsCsv(found.questions, language) : writeQuestionsGift(found.questions),
          'utf8',
        );
  await ctx.replyWithDocument({ source, filename: name }, { caption });
}
