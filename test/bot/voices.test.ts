import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/db/client.ts';
import { clearVoices } from '../../src/domain/voices/clear-voices.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BOT, ENGLISH_STRANGER, isOfInbox, startBot, STRANGERS, type BotStage } from '../support/bot.ts';
import type { BotPerson, Reply } from '../support/bot-person.ts';

const w = words.zh;
const VILLAGE = '青石第一村';
const DAY = 86_400_000;
const [ONE = 0, TWO = 0] = STRANGERS;

let stage: BotStage;
let database: Database;
let secretary: BotPerson;
let start: string;
let unit: string;
beforeAll(async () => {
  stage = await startBot();
  database = openDatabase({ url: stage.appUrl });
  secretary = stage.person(5_000_005);
  const { sql } = stage.inspector;
  const [row] = await sql<{ id: string }[]>`select id from organisation_units where name = ${VILLAGE}`;
  unit = row?.id ?? '';
  // What the inbox holds of every update when it is stored.
  await sql.unsafe(`
    create table inbox_seen (body text);
    create function see_inbox() returns trigger language plpgsql security definer as $$ begin
      insert into public.inbox_seen values (new.body::text); return null; end $$;
    create trigger see_inbox after insert on processed_updates for each row execute function see_inbox()`);
}, 120_000);
afterAll(async () => {
  await database.close();
  await stage.close();
});

/** The start of the link on the poster that was sent. */
const linkOf = async (): Promise<string> => {
  const [row] = await stage.inspector.sql<{ code: string }[]>`
    select code from voice_codes where unit_id = ${unit} and ended_at is null`;
  return `/start op-${row?.code ?? ''}`;
};
const counts = () =>
  stage.inspector.sql`select topic, n from voice_counts where unit_id = ${unit} order by topic`;
const givers = () =>
  stage.inspector.sql<{ account: string; worded: boolean }[]>`select account, worded from voice_givers`;
/** What was put under the picture of the code. */
const captionOf = ({ calls }: Reply): string =>
  String(calls.find(({ method }) => method === 'editMessageCaption')?.params['caption']);
/** Answers the newest message that asks for words. */
async function answer(person: BotPerson, asked: Reply, text: string): Promise<Reply> {
  const prompt = asked.calls.findLast(({ method }) => method === 'sendMessage');
  expect(prompt?.params['reply_markup']).toMatchObject({ force_reply: true });
  if (!prompt) throw new Error('nothing asks for words');
  const { message_id } = prompt.result as { message_id: number };
  await stage.takeCalls();
  await stage.after(() => stage.client.write(BOT, person.id, text, message_id));
  const calls = await stage.takeCalls();
  const shown = calls.map(({ params }) => String(params['text']));
  return { calls, shown, text: shown.join('\n') };
}
/** Tables with the account in any row; of the inbox, only its bodies. */
async function tablesNaming(account: number): Promise<string[]> {
  const { sql } = stage.inspector;
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'inbox_seen'`;
  const found = [];
  for (const { name } of tables) {
    const [row] =
      await sql`select 1 from ${sql(name)} t where to_jsonb(t)::text like ${`%${account}%`} limit 1`;
    if (row) found.push(name);
  }
  return found;
}

describe('the township', () => {
  test('gets a code as a file to print, and the same one again', async () => {
    const { text } = await secretary.send('/opinions');
    expect(text).toContain(VILLAGE);
    expect(text).toContain(w.voices.none);
    expect((await secretary.pressData(packCallback('opinions.unit', unit, 0))).text).toContain(VILLAGE);
    const { calls } = await secretary.press(w.voices.code);
    const sent = calls.find(({ method }) => method === 'sendDocument');
    expect(sent?.params['caption']).toBe(w.voices.caption(VILLAGE));
    start = await linkOf();
    expect(start).toMatch(/^\/start op-[\w-]{12}$/);
    await secretary.pressData(packCallback('opinions.code', unit));
    expect(await linkOf()).toBe(start);
  });
});

describe('a stranger', () => {
  test('scans, and is shown the topics after one look-up', async () => {
    stage.statements.length = 0;
    const { shown } = await stage.person(ONE).send(start);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain(w.voices.ask(VILLAGE));
    expect(await stage.person(ONE).buttons()).toEqual(stage.pack.opinions.topics.map(({ name }) => name.zh));
    const asked = stage.statements.filter((text) => !isOfInbox(text));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('voice_codes');
  });

  test('chooses one, which is counted once, whatever is pressed how often', async () => {
    const person = stage.person(ONE);
    const [roads, funds] = [await person.dataOf('道路环境'), await person.dataOf('集体资金')];
    const { text } = await person.press('道路环境');
    expect(text).toContain(w.voices.given);
    expect([...(await counts())]).toEqual([{ topic: 'roads', n: 1 }]);
    for (const data of [roads, funds]) {
      expect((await person.pressData(data)).text).toContain(w.voices.givenBefore);
      expect([...(await counts())]).toEqual([{ topic: 'roads', n: 1 }]);
    }
    expect(await givers()).toHaveLength(1);
    // Nobody else can press what was made for this account.
    await stage.person(TWO).send(start);
    expect((await stage.person(TWO).pressData(roads)).shown).toEqual([w.common.stale]);
    expect(await givers()).toHaveLength(1);
  });

  test('may write a sentence in reply, once; numbers of people and long texts are not taken', async () => {
    const person = stage.person(ONE);
    const asked = await person.press(w.voices.write);
    const { textLimit, keepTextDays } = stage.pack.opinions;
    const long = await answer(person, asked, '路'.repeat(textLimit + 1));
    expect(long.text).toContain(w.broadcast.problems.tooLong(textLimit + 1, textLimit));
    const phone = await answer(person, long, '请打 13812345678');
    expect(phone.text).toContain(w.broadcast.problems.phone);
    const kept = await answer(person, phone, '第三组的路 <b>坏了</b>');
    expect(kept.shown).toEqual([w.voices.wordsGiven(keepTextDays)]);
    expect((await answer(person, phone, 'once more')).shown).toEqual([w.voices.wordsBefore]);
    const rows = await stage.inspector
      .sql`select unit_id as unit, topic, text, received_on::text as day from voice_words`;
    // They stand under the topic whose button asked for them, which was pressed last and not counted.
    expect([...rows]).toEqual([{ unit, topic: 'funds', text: '第三组的路 <b>坏了</b>', day: '2026-11-25' }]);
    expect((await givers()).map(({ worded }) => worded)).toEqual([true]);
  });

  test('is asked once more by the link in the question, and is told when the text has nothing to answer', async () => {
    const { calls } = await stage.person(ONE).send((await againOf(ONE)) ?? '');
    expect(calls.at(-1)?.params['reply_markup']).toMatchObject({ force_reply: true });
    expect((await stage.person(TWO).send((await againOf(ONE)) ?? '')).shown).toEqual([w.common.stale]);
    expect((await stage.person(ONE).send('no reply')).shown).toEqual([w.people.notBound]);
    expect((await stage.person(ONE).send('/start op-unknown-code')).shown).toEqual([w.voices.over]);
  });

  test('is named in no table, and the inbox never held what was pressed', async () => {
    expect(await tablesNaming(ONE)).toEqual([]);
    const rows = await stage.inspector.sql<{ body: string }[]>`select body from inbox_seen`;
    const presses = rows.map(({ body }) => body).filter((body) => body.includes('voice.'));
    expect(presses.length).toBeGreaterThan(4);
    const telling = [
      VILLAGE,
      unit,
      ...stage.pack.opinions.topics.flatMap(({ id, name }) => [`"${id}"`, name.zh, name.en]),
    ];
    expect(presses.filter((body) => telling.some((word) => body.includes(word)))).toEqual([]);
  });

  test('reads it in English where their Telegram speaks it', async () => {
    const { text } = await stage.person(ENGLISH_STRANGER).send(start);
    expect(text).toContain(words.en.voices.ask(VILLAGE));
  });

  /** What the link in the newest question for words is for. */
  async function againOf(account: number): Promise<string | undefined> {
    const { messages } = await stage.person(account).chat();
    const part = messages
      .map((message) => /vw-[\w-]{54}/.exec(JSON.stringify(message))?.[0])
      .findLast(Boolean);
    return part && `/start ${part}`;
  }
});

describe('somebody bound', () => {
  test('speaks like anybody else, and stays in the wizard that was in progress', async () => {
    const cadre = stage.person(5_000_018);
    await cadre.send('/leave');
    const before = await stage.inspector.step(cadre.id);
    await cadre.send(start);
    await cadre.press('集体资金');
    expect([...(await counts())]).toContainEqual({ topic: 'funds', n: 1 });
    expect(await stage.inspector.step(cadre.id)).toEqual(before);
    await cadre.send('/cancel');
  });
});

describe('who reads them', () => {
  test('sees no topic of fewer than the least, and from then on its count', async () => {
    const { leastShown } = stage.pack.opinions;
    const shown = async () => captionOf(await secretary.pressData(packCallback('opinions.unit', unit, 0)));
    for (const account of STRANGERS.slice(1, leastShown - 1)) {
      await stage.person(account).send(start);
      await stage.person(account).press('道路环境');
    }
    const few = await shown();
    expect(few).toContain(w.voices.none);
    expect(few).not.toContain('道路环境');
    const last = stage.person(STRANGERS[leastShown] ?? 0);
    await last.send(start);
    await last.press('道路环境');
    const text = await shown();
    expect(text).toContain(w.voices.topic('道路环境', leastShown));
    expect(text).not.toContain('集体资金');
    expect((await secretary.send('/opinions')).text).toContain(w.voices.topic('道路环境', leastShown));
    // A month before there is nothing.
    await secretary.pressData(packCallback('opinions.unit', unit, 1));
    expect(captionOf(await secretary.press(w.voices.later))).toContain(w.voices.month(2026, 11));
  });

  test('reads the words under protection and takes them off the list', async () => {
    await secretary.pressData(packCallback('opinions.unit', unit, 0));
    const { calls, text } = await secretary.press(w.voices.words(1));
    expect(text).toContain('<blockquote>第三组的路 &lt;b&gt;坏了&lt;/b&gt;</blockquote>');
    expect(calls.find(({ method }) => method === 'sendMessage')?.params).toMatchObject({
      protect_content: true,
    });
    const handled = await secretary.dataOf(w.voices.handled);
    expect((await secretary.press(w.voices.handled)).text).toContain(w.voices.wordsNone);
    const [row] = await stage.inspector.sql`select handled_by as by from voice_words`;
    expect(row).toEqual({ by: await stage.inspector.personId('QS-005') });
    const marked = () => stage.inspector.sql`select * from voice_words`;
    const before = [...(await marked())];
    stage.clock.advance(60_000);
    await secretary.pressData(handled);
    expect([...(await marked())]).toEqual(before);
  });

  test('puts a new code in the place of the old one, which is dead', async () => {
    await secretary.pressData(packCallback('opinions.code', unit));
    const { calls } = await secretary.press(w.voices.renew);
    expect(JSON.stringify(calls)).toContain(w.voices.renewAsk(VILLAGE).split('\n')[0]);
    const confirm = await secretary.dataOf(w.common.confirm);
    const renewed = await secretary.press(w.common.confirm);
    expect(renewed.calls.filter(({ method }) => method === 'sendDocument')).toHaveLength(1);
    const fresh = await linkOf();
    expect(fresh).not.toBe(start);
    expect((await secretary.pressData(confirm)).shown).toEqual([w.common.stale]);
    expect(await linkOf()).toBe(fresh);
    const late = stage.person(STRANGERS[9] ?? 0);
    expect((await late.send(start)).shown).toEqual([w.voices.over]);
    // Topics that were shown before it was renewed count no more either.
    expect((await stage.person(ENGLISH_STRANGER).press('Funds')).shown).toEqual([words.en.voices.over]);
    expect((await late.send(fresh)).text).toContain(w.voices.ask(VILLAGE));
    start = fresh;
  });
});

describe('the next day', () => {
  test('who spoke can speak again, and yesterday says nothing of them', async () => {
    const person = stage.person(ONE);
    const old = await givers();
    stage.clock.advance(DAY);
    await clearVoices(database.db, stage.pack, stage.clock.now());
    expect(await givers()).toEqual([]);
    expect(await stage.inspector.count('voice_days')).toBe(0);
    await person.send(start);
    expect((await person.press('值得表扬')).text).toContain(w.voices.given);
    const [mark] = await givers();
    expect(old.map(({ account }) => account)).not.toContain(mark?.account);
    expect([...(await counts())]).toContainEqual({ topic: 'good', n: 1 });
  });

  test('words to an opinion of yesterday come too late', async () => {
    const person = stage.person(ONE);
    const asked = await person.press(w.voices.write);
    stage.clock.advance(DAY);
    expect((await answer(person, asked, 'late')).shown).toEqual([w.voices.scanAgain]);
    expect(await stage.inspector.count('voice_words')).toBe(1);
  });
});
