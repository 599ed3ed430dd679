import { v7 as newId } from 'uuid';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BOT, STRANGERS } from '../support/bot.ts';
import type { ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const EDITOR = 5_000_002;
const LAW = '中华人民共和国村民委员会组织法';

/** How questions come in from a file, and how one is sent back. */
export function bankWizardsOf({ inspector, client, after }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  let taken = 0;
  let fileId = '';

  const bring: Wizard = {
    flow: 'bank-import',
    async account() {
      taken += 1;
      const text = `// @document ${LAW}\n// @article 第一条\n// @quote 一二三四五六七\n第${taken}题：这样对不对？{T}\n`;
      const file = { name: 'exam.gift', bytes: new TextEncoder().encode(text), kind: 'document' };
      // Telegram keeps what somebody else has sent.
      const message = await after(() => client.sendFile(BOT, STRANGERS[0] ?? 0, file));
      fileId = message.document?.fileId ?? '';
      return EDITOR;
    },
    steps: [
      {
        go: (person) => person.pressData('bank.import'),
        shows: firstLine(w.bankImport.ask),
        wrong: [['something else', w.bankImport.notAFile]],
        noFiles: w.bankImport.notAFile,
      },
      {
        go: (person) =>
          person.sendRaw({ document: { file_id: fileId, file_unique_id: 'x', file_name: 'exam.gift' } }),
        shows: w.bankImport.sum(1, 0, 0),
        wrong: [['something else', w.people.useButtons]],
        noFiles: w.bankImport.notAFile,
      },
    ],
    confirm: w.common.confirm,
    finish: (person) => person.press(w.common.confirm),
    finished: firstLine(w.bankImport.confirmed('exam.gift', 1)),
    count: () => countOf(sql`select 1 from question_versions where import_id is not null`),
  };

  let versionId = '';
  const reject: Wizard = {
    flow: 'bank-reject',
    async account() {
      const questionId = newId();
      versionId = newId();
      await sql`
        insert into questions select (jsonb_populate_record(q,
          jsonb_build_object('id', ${questionId}::text, 'code', ${questionId}::text, 'status', 'proposed'))).* from questions q limit 1`;
      await sql`
        insert into question_versions select (jsonb_populate_record(v, jsonb_build_object('id', ${versionId}::text, 'version', 1,
          'question_id', ${questionId}::text, 'written_by', (select id from people where staff_no = 'QS-003')))).*
        from question_versions v limit 1`;
      return EDITOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('bank.reject', versionId)),
        shows: '请写明原因，会告知写题人',
        wrong: [
          ['x'.repeat(201), w.bank.reasonProblem(200)],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('The key is not what the article says'),
    finished: w.bank.rejected,
    count: () => countOf(sql`select 1 from question_decisions where verdict = 'rejected'`),
  };
  return [bring, reject];
}
