import type { quizzes as zh } from '../zh/quizzes.ts';

export const quizzes: typeof zh = {
  title: (n, total) => `📘 <b>Daily question · ${n}/${total}</b>`,
  multiple: '(several answers: choose, then submit)',
  right: '— correct',
  wrong: '— not correct',
  key: (letters) => `Correct answer: ${letters}`,
  basis: (document, place) => `Source: ${document} ${place}`,
  reVerify: '(this law is under revision; the newest published text counts)',
  quote: (text) => `Text: ${text}`,
  nextQuestion: 'Next',
  seeResult: 'Result',
  done: (total, correct) => `<b>Done for today: ${correct} of ${total} correct</b>`,
  doneAll: 'All correct. New questions come tomorrow morning.',
  doneSome:
    'You can look at the missed ones again below, each with its source. New questions come tomorrow morning.',
  seeWrong: 'Missed ones',
  wrongTitle: (n) => `<b>Missed questions · ${n}</b>`,
  yours: (letters) => `You chose: ${letters}`,
  closed: "This paper closed when its day ended; saved answers stay as they are. Start today's with /quiz.",
  choose: 'Please choose at least one option before you submit.',
  kept: 'Saved',
  noQuestions: 'The question bank is empty. Questions show up here once an administrator has imported them.',
  offer: (n, minutes) =>
    `📘 <b>Today's ${n} questions are ready</b>\nAbout ${minutes} minutes, any time before midnight. You can stop and go on later.`,
  begin: 'Begin',
  weekly: (finished) =>
    finished === 0
      ? "📘 <b>Your week of study</b>\nNo papers this week yet. Today's 5 questions take about 2 minutes, whenever it suits you."
      : `📘 <b>Your week of study</b>\nYou finished ${finished} ${finished === 1 ? 'paper' : 'papers'} this week. Today's 5 questions take about 2 minutes, whenever it suits you.`,
  typed: (letters) => `There is no such option. Reply with one of ${letters}, or press a button.`,
  truth: ['True', 'False'],
};
