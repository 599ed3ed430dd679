import type { Update } from 'telegraf/types';
import { BOT } from '../support/bot.ts';
import { SECRETARY, startReceipts, TEXT } from './receipts-stage.ts';

export type BroadcastStage = Awaited<ReturnType<typeof startBroadcasts>>;

/** The receipts' stage with the secretary at the wizard of notices. */
export async function startBroadcasts() {
  const stage = await startReceipts();
  const secretary = stage.person(SECRETARY);
  /** The wizard at its preview, for the first village. */
  const compose = async (text = TEXT): Promise<string> => {
    await secretary.send('/broadcast');
    await secretary.send(text);
    await secretary.press('青石第一村');
    return (await secretary.press('下一步')).text;
  };
  return {
    ...stage,
    secretary,
    compose,
    /** The wizard at the settings of a notice. */
    async openSettings(): Promise<void> {
      await compose();
      await secretary.press('设置');
    },
    upload(
      file: { name: string; bytes: Uint8Array<ArrayBuffer>; kind: 'photo' | 'document'; caption?: string },
      change: (update: Update) => Update = (update) => update,
    ) {
      stage.changeNext(SECRETARY, change);
      return stage.after(() => stage.client.sendFile(BOT, SECRETARY, file));
    },
    /** Nobody is in the middle of anything. */
    leaveAll: () => stage.inspector.sql`delete from conversations`,
    async lastNotice() {
      const [row] = await stage.inspector.sql<
        {
          id: string;
          state: string;
          text: string;
          html: string | null;
          file: string | null;
          send_at: Date | null;
          due_at: Date | null;
          repeat: unknown;
          kind: string;
          check: unknown;
          audience: { any: unknown[][]; except: unknown[][] };
          in_digest: boolean;
          template: string | null;
        }[]
      >`
        select n.*, f.name as file, t.name || ' ' || t.version as template from notices n left join files f on f.id = n.file_id
        left join notice_templates t on t.id = n.template_id order by n.id desc limit 1`;
      if (!row) throw new Error('there is no notice');
      return row;
    },
  };
}
