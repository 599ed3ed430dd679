import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type * as Client from '../src/db/client.ts';
import type * as ImportQuestions from '../src/domain/questions/import-questions.ts';
import type * as ReadQuestions from '../src/formats/read-questions.ts';
import { packCallback } from '../src/messages/callback-data.ts';
import type { Tap } from './api/press-plan.ts';
import { fromDist } from './product.ts';
import { ROOT, type Ground } from './stage.ts';

/** As many options as every question has that is drawn here. */
const OPTIONS = 4;

/** A slot that is asked and has no answer yet. */
export type OpenSlot = { bot: number; chat: number; attemptId: string; position: number };

const readJson = async (path: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(ROOT, 'content', path), 'utf8')) as Record<string, unknown>;

/** The whole bank as it is shipped, through the compiled product. */
async function importBank({ databaseUrl }: Ground): Promise<void> {
  const { openDatabase } = (await fromDist('db/client.js')) as typeof Client;
  const { importQuestions } = (await fromDist(
    'domain/questions/import-questions.js',
  )) as typeof ImportQuestions;
  const { readQuestionFile } = (await fromDist('formats/read-questions.js')) as typeof ReadQuestions;
  const names = await readdir(join(ROOT, 'content/questions'));
  const files = await Promise.all(names.map((name) => readJson(`questions/${name}`)));
  const read = files.map((file) => readQuestionFile(file));
  const database = openDatabase({ url: databaseUrl, max: 1, name: 'bench' });
  await importQuestions(
    database.db,
    read.flatMap((one) => (one.ok ? [one.file] : [])),
    new Date(),
  );
  await database.close();
}

/**
 * Gives everybody a paper of `slots` single-choice questions of the bank, with an attempt under way and the settings of a
 * preset. Options are shown in their own order, so that a letter says which one is meant.
 * @param deadline for the people whose number leaves this rest, e.g. every second one: when their attempt ends
 */
export async function layPapers(
  ground: Ground,
  { slots, preset, deadline }: { slots: number; preset: string; deadline?: { every: number; at: Date } },
): Promise<OpenSlot[]> {
  await importBank(ground);
  const rules = await readJson('rules/default.json');
  const settings = (rules['quizPresets'] as Record<string, object>)[preset];
  const sql = postgres(ground.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`
      insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, created_at)
      values (md5('quiz')::uuid, ${preset}, 'bench', ${sql.json(settings as never)}, 'bench', now() - interval '1 hour', now())`;
    await sql`
      insert into papers (id, quiz_id, person_id, number, seed, created_at)
      select md5('paper' || n)::uuid, md5('quiz')::uuid, md5('person' || n)::uuid, 1, n::text, now() from generate_series(1, ${ground.people}::int) n`;
    await sql`
      with bank as (
        select v.id, row_number() over (order by q.code) - 1 as place, count(*) over () as size
        from question_versions v join questions q on q.id = v.question_id
        where v.type = 'single' and jsonb_array_length(v.options) = ${OPTIONS} and q.status = 'published'
      )
      insert into paper_items (paper_id, position, question_version_id, option_order)
      select md5('paper' || n)::uuid, i, bank.id, array[0, 1, 2, 3]
      from generate_series(1, ${ground.people}::int) n cross join generate_series(0, ${slots - 1}::int) i
      join bank on bank.place = (n * ${slots}::int + i) % bank.size`;
    await sql`
      insert into attempts (id, paper_id, number, started_at, deadline_at, total)
      select md5('attempt' || n)::uuid, md5('paper' || n)::uuid, 1, now(),
        case when n % ${deadline?.every ?? 1}::int = 0 then ${deadline?.at ?? null}::timestamptz end, ${slots}
      from generate_series(1, ${ground.people}::int) n`;
    await sql`analyze`;
    return await sql<OpenSlot[]>`
      select t.bot_id::float8 as bot, t.telegram_id::float8 as chat, a.id as "attemptId", i.position
      from attempts a join papers p on p.id = a.paper_id join paper_items i on i.paper_id = p.id
      join telegram_accounts t on t.person_id = p.person_id order by i.position, t.telegram_id`;
  } finally {
    await sql.end();
  }
}

/** The option that everybody chooses for a slot in these measures: any, and known to whoever checks. */
export const optionFor = ({ chat, position }: Pick<OpenSlot, 'chat' | 'position'>): number =>
  (chat + position) % OPTIONS;

/** The tap that answers a slot. */
export const tapFor = (slot: OpenSlot, option = optionFor(slot)): Tap => ({
  bot: slot.bot,
  chat: slot.chat,
  data: packCallback('quiz.press', slot.attemptId, slot.position, option, 1),
});

export type StoredAnswers = {
  /** Slots whose stored answer is the one that was tapped, for good. */
  right: number;
  /** Slots whose stored answer is another one. */
  wrong: number;
  /** Final answers whose grade is not what the key says. */
  misgraded: number;
  /** Attempts whose count is not what their answers add up to. */
  miscounted: number;
};

/** What is stored for every slot that has an answer. */
export async function countAnswers({ ownerUrl }: Ground): Promise<StoredAnswers> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql<StoredAnswers[]>`
      with stored as (
        select s.attempt_id, s.correct, s.fraction, s.correct is distinct from (to_jsonb(s.chosen) = v.answer) as is_misgraded,
          s.submitted_at is not null and s.chosen = array[((t.telegram_id + s.position) % ${OPTIONS}::int)::int] as is_right
        from answers s join attempts a on a.id = s.attempt_id join papers p on p.id = a.paper_id
        join telegram_accounts t on t.person_id = p.person_id
        join paper_items i on i.paper_id = p.id and i.position = s.position join question_versions v on v.id = i.question_version_id
      ), sums as (
        select attempt_id, count(*)::int as answered, count(*) filter (where correct)::int as correct, sum(fraction) as points
        from stored group by attempt_id)
      select (select count(*)::int from stored where is_right) as right, (select count(*)::int from stored where not is_right) as wrong,
        (select count(*)::int from stored where is_misgraded) as misgraded,
        (select count(*)::int from attempts a left join sums s on s.attempt_id = a.id
          where (a.answered, a.correct, a.points) is distinct from (coalesce(s.answered, 0), coalesce(s.correct, 0), coalesce(s.points, 0))) as miscounted`;
    if (!row) throw new Error('nothing was counted');
    return row;
  } finally {
    await sql.end();
  }
}
