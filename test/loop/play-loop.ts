import { expect, vi } from 'vitest';
import form from '../../content/assessments/annual-2026.json' with { type: 'json' };
import pack from '../../content/rules/default.json' with { type: 'json' };
import type { Language } from '../../src/messages/view.ts';
import { shown } from './actor.ts';
import type { Actor, Stage } from './actor.ts';
import { words as allWords } from './words.ts';
import type { Words } from './words.ts';

/** The people of one run, by their accounts; the newcomer is not bound yet. */
export type Cast = {
  language: Language;
  admin: number;
  secretary: number;
  supervisor: number;
  newcomer: { account: number; staffNo: string; name: string; village: string };
};

const NOTICE = {
  zh: '明天上午九点打扫村口，请带上工具。',
  en: 'Village clean-up at nine tomorrow, bring tools.',
};
const PLACE = { zh: '镇政府203室', en: 'Township office, room 203' };
const WORK = { zh: '完成了本村的防汛值守和医保收缴。', en: 'Flood watch and insurance dues were done.' };
const NIGHT_HOURS = 17;

type Play = { cast: Cast; w: Words; stage: Stage; cadre: Actor; secretary: Actor; supervisor: Actor };

/** An entry of a table of words, which must be there. */
function word(table: Readonly<Record<string, string>>, key: string): string {
  const found = table[key];
  if (found === undefined) throw new Error(`there is no word for ${key}`);
  return found;
}

const firstLine = (html: string): string => shown(html).split('\n')[0] ?? '';

async function inviteAndBind({ cast, w, stage, cadre }: Play): Promise<void> {
  const admin = await stage.actor(cast.admin, cast.language);
  await speak(admin, w);
  await admin.send('/people');
  await admin.see(w.people.rosterSearchHint);
  await stage.between('roster');
  await admin.send(cast.newcomer.staffNo);
  await admin.see(shown(w.people.searchMany(1, false)));
  await admin.press('1');
  await admin.see(w.people.stateUnbound);
  await admin.press(w.people.invite);
  const invited = await admin.see('?start=');
  const code = /\?start=([\w-]+)/.exec(invited)?.[1] ?? '';
  await stage.between('invite');
  await cadre.send(`/start ${code}`);
  await cadre.see(cast.newcomer.name);
  await stage.between('bind');
  await speak(cadre, w);
  await stage.between('language');
}

async function speak(actor: Actor, w: Words): Promise<void> {
  await actor.send('/language');
  await actor.press(w.languageButton);
  await actor.see(shown(w.people.languageSet));
}

async function takeQuiz({ w, stage, cadre, cast }: Play): Promise<{ total: number; correct: number }> {
  const position = (n: number) =>
    firstLine(w.quizzes.title(pack.quizPresets.daily.name[cast.language], n, 0)).replace(/0$/, '');
  await cadre.send('/quiz');
  const opened = await cadre.see(position(1));
  const total = Number(/\/(\d+)/.exec(opened)?.[1]);
  expect(total).toBeGreaterThan(0);
  let correct = 0;
  for (let n = 1; n <= total; n++) {
    const question = await cadre.see(position(n));
    await cadre.press('A');
    if (question.includes(w.quizzes.multiple)) {
      await cadre.see('✓ A');
      await stage.between(`toggle ${n}`);
      await cadre.press(w.common.submit);
    }
    const answered = await cadre.see(position(n), w.quizzes.basis('', '').trim());
    if (answered.includes(w.quizzes.right)) correct += 1;
    await stage.between(`answer ${n}`);
    await cadre.press(n < total ? w.quizzes.nextQuestion : w.quizzes.seeResult);
  }
  await cadre.see(shown(w.quizzes.done(total, correct)));
  await stage.between('quiz result');
  return { total, correct };
}

async function broadcast({ cast, w, stage, cadre, secretary }: Play): Promise<void> {
  const text = NOTICE[cast.language];
  await speak(secretary, w);
  await secretary.send('/broadcast');
  await secretary.see(firstLine(w.broadcast.textAsk));
  await stage.between('broadcast: begin');
  await secretary.send(text);
  await secretary.see(firstLine(w.broadcast.unitAsk));
  await stage.between('broadcast: text');
  await secretary.press(cast.newcomer.village);
  await secretary.see(w.broadcast.selected(1));
  await stage.between('broadcast: unit');
  await secretary.press(w.common.next);
  await secretary.see(shown(w.broadcast.previewTitle));
  await stage.between('broadcast: preview');
  await secretary.press(w.common.confirmSend);
  await secretary.see(shown(w.broadcast.sentTitle));
  await stage.between('broadcast: sent');
  await cadre.see(text);
  await cadre.press(w.common.received);
  await cadre.see(word(w.notices.answered, 'understood'));
  await stage.between('acknowledged');
  await secretary.press(w.receipts.board.see);
  const board = await secretary.see(w.receipts.board.updated('').trim());
  expect(board).toContain(w.receipts.board.confirmed(1));
  await stage.between('board');
}

async function interview({ cast, w, stage, cadre, supervisor }: Play): Promise<void> {
  const kind = pack.interviewKinds.find((it) => it.id === 'routine')?.name[cast.language] ?? '';
  await speak(supervisor, w);
  await supervisor.send('/interview');
  await supervisor.press(w.interviews.arrange);
  await supervisor.see(firstLine(w.interviews.whoAsk));
  await stage.between('interview: begin');
  await supervisor.send(cast.newcomer.staffNo);
  await supervisor.see(shown(w.people.searchMany(1, false)));
  await supervisor.press('1');
  await supervisor.see(firstLine(w.interviews.kindAsk('')));
  await stage.between('interview: who');
  await supervisor.press(kind);
  await supervisor.see(firstLine(w.interviews.timeAsk));
  await stage.between('interview: kind');
  const day = new Date((await stage.now()).getTime() + 3 * 86_400_000 + 8 * 3_600_000).toISOString();
  await supervisor.send(`${day.slice(5, 10)} 15:00`);
  await supervisor.see(firstLine(w.interviews.placeAsk));
  await stage.between('interview: time');
  await supervisor.send(PLACE[cast.language]);
  await supervisor.see(shown(w.interviews.previewTitle));
  await stage.between('interview: preview');
  await supervisor.press(w.common.confirmSend);
  await supervisor.see(firstLine(w.interviews.arranged('', '')));
  await stage.between('interview: arranged');
  const notice = await cadre.see(PLACE[cast.language]);
  expect(notice).not.toContain(kind);
  await cadre.press(w.interviews.confirm);
  await cadre.see(word(w.interviews.answered, 'confirmed'));
  await stage.between('interview: confirmed');
  const told = await supervisor.see(firstLine(w.interviews.toOrderer('', '', '')));
  expect(told).toContain(word(w.interviews.states, 'confirmed'));
}

async function assess({ cast, w, stage, cadre }: Play): Promise<void> {
  await cadre.send('/assess');
  await cadre.press(w.assessments.start);
  const total = form.questions.length;
  for (const [i, question] of form.questions.entries()) {
    await cadre.see(shown(w.assessments.question(i + 1, total)));
    if (question.type === 'choice') await cadre.press('A');
    else if (question.type === 'yes-no') await cadre.press(w.assessments.no);
    else await cadre.send(WORK[cast.language]);
    await stage.between(`assessment ${i + 1}`);
  }
  await cadre.see(shown(w.assessments.reviewTitle));
  await cadre.press(w.common.submit);
  await cadre.see(firstLine(w.assessments.submitted('')));
  await stage.between('assessment: submitted');
}

/** The supervisor opens the file until last night's roll-up is in it, then looks behind three of its sections. */
async function readFile(play: Play, quiz: { total: number; correct: number }): Promise<void> {
  const { cast, w, stage, supervisor } = play;
  const section = (id: string) => pack.fileSections.find((it) => it.id === id)?.name[cast.language] ?? '';
  const summaryOf = async () => {
    await supervisor.send(`/file ${cast.newcomer.staffNo}`);
    await supervisor.see(firstLine(w.credit.purposeAsk(cast.newcomer.name)));
    await supervisor.press(word(w.credit.purposes, 'routine-check'));
    return supervisor.see(
      firstLine(w.credit.titleOf(cast.newcomer.name, cast.newcomer.staffNo, '')).trimEnd(),
    );
  };
  const summary = await vi.waitFor(
    async () => {
      const text = await summaryOf();
      expect(text).toContain(inOrder(w, section('study')));
      return text;
    },
    { timeout: 40_000, interval: 500 },
  );
  expect(summary).toContain(inOrder(w, section('self-assessment')));
  expect(summary).toContain(w.credit.share(quiz.correct, quiz.total));
  await stage.between('file');
  const behind: [string, string][] = [
    ['study', word(w.credit.kinds, 'quiz-result')],
    ['notices', word(w.credit.kinds, 'notice-acknowledged')],
    ['interviews', word(w.credit.kinds, 'interview-notified')],
  ];
  for (const [id, kind] of behind) {
    await supervisor.press(section(id));
    const entries = await supervisor.see(kind);
    expect(entries.split(kind)).toHaveLength(2);
    await supervisor.press(w.credit.wholeFile);
    await stage.between(`section ${id}`);
  }
}

const inOrder = (w: Words, section: string): string =>
  w.credit.row(section, word(w.credit.states, 'in-order'));

/** The whole loop: invite → bind → quiz → notice → acknowledge → interview → self-assessment → a night → the file. */
export async function playLoop(stage: Stage, cast: Cast): Promise<void> {
  const w = allWords[cast.language];
  const [cadre, secretary, supervisor] = await Promise.all(
    [cast.newcomer.account, cast.secretary, cast.supervisor].map((id) => stage.actor(id, cast.language)),
  );
  if (!cadre || !secretary || !supervisor) throw new Error('the cast is not complete');
  const play = { cast, w, stage, cadre, secretary, supervisor };
  await inviteAndBind(play);
  const quiz = await takeQuiz(play);
  await broadcast(play);
  await interview(play);
  await assess(play);
  await stage.moveClock(new Date((await stage.now()).getTime() + NIGHT_HOURS * 3_600_000));
  await stage.between('night');
  await readFile(play, quiz);
}
