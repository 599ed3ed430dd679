import type { quizzes as zh } from '../zh/quizzes.ts';

export const quizzes: typeof zh = {
  title: (name, n, total) => `📘 <b>${name} · ${n}/${total}</b>`,
  until: (time) => `Please hand in before ${time}`,
  lives: (left) => `${left} more ${left === 1 ? 'mistake' : 'mistakes'} allowed`,
  multiple: '(several answers: choose, then submit)',
  several: '(several answers)',
  ordering: '(press the letters in the right order)',
  matching: '(press the letter that belongs to each item, in turn)',
  fill: (gaps) =>
    gaps === 1
      ? '(reply with what is missing)'
      : `(reply with the ${gaps} missing parts, separated by semicolons)`,
  numeric: (unit) => `(reply with a number, in ${unit})`,
  answered: (text) => `Your answer: ${text}`,
  again: 'To change it, just reply again.',
  undo: 'Undo one',
  sureAsk: 'Are you sure? Only you see this; you can also just submit.',
  sure: 'Sure',
  unsure: 'Not sure',
  sureWrong: (list) => `Sure, but not right: question ${list}. Worth another look.`,
  right: '— correct',
  wrong: '— not correct',
  partly: (percent) => `— partly correct, ${percent}%`,
  noted: '— saved',
  key: (letters) => `Correct answer: ${letters}`,
  basis: (document, place) => `Source: ${document} ${place}`,
  reVerify: '(this law is under revision; the newest published text counts)',
  quote: (text) => `Text: ${text}`,
  nextQuestion: 'Next',
  previousQuestion: 'Previous',
  seeResult: 'Result',
  handIn: 'Hand in',
  handInAsk: (total, open) =>
    open === 0
      ? `<b>Hand in?</b>\nAll ${total} questions are answered. After this nothing can be changed.`
      : `<b>Hand in?</b>\n${open} of ${total} questions are not answered. After this nothing can be changed.`,
  openOnes: (list) => `Not answered: ${list}`,
  comma: ', ',
  handInNow: 'Hand in now',
  goOn: 'Go on',
  done: (total, correct) => `<b>Done for today: ${correct} of ${total} correct</b>`,
  doneAll: 'All correct. New questions come tomorrow morning.',
  doneSome: 'New questions come tomorrow morning.',
  finished: (name, total, correct) => `<b>${name}: ${correct} of ${total} correct</b>`,
  score: (percent, pass) => `Score ${percent}%; ${pass}% passes.`,
  passed: 'You have passed.',
  notPassed: 'This time it was not enough to pass.',
  practise:
    'You can look at the missed ones below, each with its source, and practise again whenever you like.',
  livesOver: 'That was the last mistake allowed; this round ends here.',
  timeOver: 'Time was up; what you had chosen was handed in.',
  notCounted: 'Time was up before it was handed in; this attempt does not count.',
  handedIn: (name) => `<b>${name}: handed in</b>`,
  marksLater: (time) => `The result can be seen after it closes at ${time}.`,
  keyLater: (time) => `Answers and sources can be seen after it closes at ${time}.`,
  seeWrong: 'Missed ones',
  once: 'Once more',
  wrongTitle: (n) => `<b>Missed questions · ${n}</b>`,
  wrongHint:
    'Press a number for the wording of the source; a question that seems wrong can be reported there.',
  yours: (letters) => `You chose: ${letters}`,
  nothing: '(not answered)',
  closed: "This paper closed when its day ended; saved answers stay as they are. Start today's with /quiz.",
  over: 'Time is over, so nothing was changed here. Press “Result” to see how it went.',
  wait: (time) => `You can begin the next one after ${time}.`,
  choose: 'Please choose at least one option before you submit.',
  fillFirst: 'Please finish this answer before you submit.',
  tooMany: (n) => `This question takes ${n} ${n === 1 ? 'answer' : 'answers'}; please reply again.`,
  noQuestions: 'The question bank is empty. Questions show up here once an administrator has imported them.',
  practiceTitle: '<b>Practice</b>\nPractice is for yourself; its results go into no file.',
  practiceLine: (name, items, minutes) =>
    minutes === null
      ? `${name}: ${items} questions, no time limit`
      : `${name}: ${items} questions in ${minutes} minutes`,
  openExams: (n) => `Exams to take: ${n}`,
  becauseOfPost: (post, topics) =>
    `Because of your post (${post}), daily, weekly and review questions have more of: ${topics}.`,
  topicTitle: '<b>Practice by topic</b>\nPlease choose a topic.',
  offer: (n, minutes) =>
    `📘 <b>Today's ${n} questions are ready</b>\nAbout ${minutes} minutes, any time before midnight. You can stop and go on later.`,
  begin: 'Begin',
  weekly: (finished) =>
    finished === 0
      ? "📘 <b>Your week of study</b>\nNo papers this week yet. Today's 5 questions take about 2 minutes, whenever it suits you."
      : `📘 <b>Your week of study</b>\nYou finished ${finished} ${finished === 1 ? 'paper' : 'papers'} this week. Today's 5 questions take about 2 minutes, whenever it suits you.`,
  typed: (letters) => `There is no such option. Reply with one of ${letters}, or press a button.`,
  warmUpSoon: (minutes: number) =>
    `This group has just had one; the next may come in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  warmUpNone: 'The bank has no question yet that is short enough for a group.',
  truth: ['True', 'False'],
};
