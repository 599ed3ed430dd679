import { words } from '../loop/words.ts';
import type { BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';

const w = words.zh;

/** A question as it is stored, with what may not be seen before it is answered. */
export type Item = {
  position: number;
  type: 'single' | 'multiple' | 'truefalse' | 'case' | 'fill' | 'numeric' | 'ordering' | 'matching';
  stem: string;
  explanation: string;
  quote: string;
  /** Right places in the shown order. */
  key: number[];
  chosen: number[] | null;
  submitted: boolean;
};

/** The daily papers of the stage as the database has them. */
export function papersOf({ inspector, clock }: Pick<BotStage, 'inspector' | 'clock'>) {
  const { sql } = inspector;
  const today = () => new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    /** Accounts of cadres who have not begun today's paper. */
    async learners(): Promise<number[]> {
      const rows = await sql<{ account: number }[]>`
        select a.telegram_id::float8 as account from telegram_accounts a join people p on p.id = a.person_id
        where a.revoked_at is null and a.unreachable_at is null and p.language = 'zh'
          and exists (select 1 from posts o where o.person_id = p.id and o.ends_on is null and o.roles = '{cadre}')
          and not exists (select 1 from papers x join quizzes q on q.id = x.quiz_id
            where x.person_id = p.id and q.preset = 'daily' and q.slot = ${today()}) order by p.staff_no`;
      return rows.map(({ account }) => account);
    },
    /** Today's paper of a person; empty when there is none. */
    items: (account: number) => sql<Item[]>`
      select i.position, v.type, v.stem, v.explanation, v.quote, to_jsonb(s.chosen) as chosen, s.submitted_at is not null as submitted,
        (select jsonb_agg(n - 1 order by n) from unnest(i.option_order) with ordinality as t(o, n) where v.answer @> to_jsonb(o)) as key
      from telegram_accounts a join papers p on p.person_id = a.person_id
      join quizzes z on z.id = p.quiz_id and z.preset = 'daily' and z.slot = ${today()}
      join attempts t on t.paper_id = p.id join paper_items i on i.paper_id = p.id
      join question_versions v on v.id = i.question_version_id
      left join answers s on s.attempt_id = t.id and s.position = i.position
      where a.telegram_id = ${account} order by i.position`,
    /** Leaves only questions of one type, or of every type, in the bank. */
    keepOnly: (type?: Item['type']) => sql`
      update questions q set status = case when ${type ?? null}::text is null or exists (
        select 1 from question_versions v where v.question_id = q.id and v.type = ${type ?? null}) then 'published' else 'retired' end`,
  };
}

const LETTERS = 'ABCDEFGH';

/** Answers the question on the screen with these places; several are chosen one by one and submitted. */
export async function answer(person: BotPerson, item: Pick<Item, 'type' | 'key'>, places: readonly number[]) {
  let reply;
  for (const place of places) reply = await person.press(LETTERS[place] ?? '');
  const isSeveral = item.type === 'multiple' || (item.type === 'case' && item.key.length > 1);
  return isSeveral ? person.press(w.common.submit) : reply;
}

/** Goes from an answered question to the next, or to the result. */
export const goOn = async (person: BotPerson) => {
  const buttons = await person.buttons();
  return person.press(
    buttons.includes(w.quizzes.nextQuestion) ? w.quizzes.nextQuestion : w.quizzes.seeResult,
  );
};
