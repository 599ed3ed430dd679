import { v7 as newId } from 'uuid';
import { postUpdate } from '../bench/api/post-update.ts';
import { pressUpdate } from '../bench/api/press-update.ts';
import type { Part } from '../bench/fork-part.ts';
import type { Ground } from '../bench/stage.ts';
import type { StrictApi } from '../bench/strict-api.ts';
import { webhookOf } from '../bench/webhook.ts';
import { packCallback } from '../src/messages/callback-data.ts';
import type { HostileFile } from './hostile-files.ts';
import { askDatabase } from './ledger.ts';
import { until } from './until.ts';

const EDITOR = { chat: 900_001, firstUpdate: 1_000_000_000 };
const LOOK_MS = 50;
/** After this a file counts as never answered. */
const MOST_WAIT_MS = 30_000;

/** Somebody of the county who may import questions, with an account. */
export const layEditor = (ground: Ground): Promise<unknown> =>
  askDatabase(ground, async (sql) => {
    const id = newId();
    await sql`insert into people (id, staff_no, name, pinyin, initials) values (${id}, 'editor', '题库编辑', 'ti ku bian ji', 'tkbj')`;
    await sql`
      insert into posts (id, person_id, unit_id, title, roles, starts_on)
      values (uuidv7(), ${id}, ${ground.countyId}, '编辑', array['editor'], date '2020-01-01')`;
    await sql`
      insert into telegram_accounts (id, telegram_id, person_id, bot_id, bound_at)
      values (uuidv7(), ${EDITOR.chat}, ${id}, ${ground.bots[0] ?? 0}, now())`;
  });

/** The editor's side of the chat: opens the import, sends files, and hears what became of them. */
export function createEditor(api: StrictApi, product: Part) {
  let updateId = EDITOR.firstUpdate;
  const messages = async () => (await api.chats()).get(EDITOR.chat) ?? 0;
  const post = async (update: { update_id: number }): Promise<void> => {
    if ((await postUpdate(webhookOf(product), update)) !== 200) throw new Error('an update was not taken');
  };
  return {
    open: async (): Promise<void> => {
      const { chat } = EDITOR;
      const { edits } = await api.replies();
      await post(pressUpdate(updateId++, 'import', { chat, data: packCallback('bank.import') }));
      if (!(await until(async () => (await api.replies()).edits > edits, MOST_WAIT_MS, LOOK_MS)))
        throw new Error('the import could not be opened');
    },
    /** Seconds until it is answered; null when it never is. */
    send: async ({ name, bytes }: HostileFile, fileId: string): Promise<number | null> => {
      const before = await messages();
      const chat = { id: EDITOR.chat, type: 'private' };
      const from = { id: EDITOR.chat, is_bot: false, first_name: 'E', language_code: 'zh' };
      const document = {
        file_id: fileId,
        file_unique_id: fileId,
        file_name: name,
        file_size: bytes.length,
      };
      const message = { message_id: updateId, date: 1_700_000_000, chat, from, document };
      const start = performance.now();
      await post({ update_id: updateId++, message } as { update_id: number });
      const isAnswered = await until(async () => (await messages()) > before, MOST_WAIT_MS, LOOK_MS);
      return isAnswered ? (performance.now() - start) / 1000 : null;
    },
  };
}
