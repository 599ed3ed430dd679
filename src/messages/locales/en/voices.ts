import type { voices as zh } from '../zh/voices.ts';

export const voices: typeof zh = {
  ask: (unit) => `📮 <b>${unit} · what villagers say</b>`,
  askHint: 'Please choose what matters most to you. It takes ten seconds.',
  askSecret: (least) =>
    `No names: who says it is not kept. Once a day each, and only counted; fewer than ${least} are not shown.`,
  askReports: 'To report wrongdoing, please use the channels of the discipline office.',
  given: '✅ <b>Received, thank you</b>\nIt is counted for this village and month. Who you are is not kept.',
  givenBefore: 'You spoke about this village today already; it was not counted again. Tomorrow you can.',
  givenWrite: 'You may add a sentence, or leave it at that.',
  write: 'Add a line',
  writeAsk: (link, limit) =>
    `✍️ Please <a href="${link}">reply to this message</a> with a sentence (up to ${limit} characters).`,
  writeHint: (days) =>
    `No names, phone or identity numbers. It is for sorting alone, deleted after ${days} days at the latest, and enters nobody’s file.`,
  placeholder: 'One sentence',
  wordsGiven: (days) =>
    `✅ Received, thank you. It is deleted after ${days} days at the latest and enters nobody’s file.`,
  wordsBefore: 'What you wrote today has been received; nothing was added. Tomorrow you can write again.',
  over: 'This code is no longer in use. Please scan the new one in the village.',
  full: 'Many opinions came in today, and no more are taken. Please scan again tomorrow.',
  scanAgain: 'This button was for its day only. Please scan the code in the village again.',

  title: (n, month) => `📮 <b>What villagers say · ${n} ${n === 1 ? 'village' : 'villages'} · ${month}</b>`,
  empty: 'There is no village in your reach. Once there is, its topics are shown here.',
  row: (n, unit, topics) => `${n}. ${unit}: ${topics}`,
  topic: (name, n) => `${name} ${n}`,
  none: 'nothing to show',
  waiting: (n) => `${n} to sort`,
  foot: (least) => `By name, no ranking; topics of fewer than ${least} are not shown. A number opens it.`,
  unit: (name, month) => `📮 <b>${name} · what villagers say · ${month}</b>`,
  unitFoot: (least) =>
    `Topics of fewer than ${least} are not shown. They are about matters, not about people.`,
  month: (year, month) => `${month}/${year}`,
  earlier: 'Month before',
  later: 'Month after',
  code: 'QR code',
  words: (n) => `Words: ${n}`,
  renew: 'New code',
  caption: (name) =>
    `<b>Code of ${name}</b>\nPrint it for the board of the village. Anybody can scan it, bound or not.\nWhen it is misused, make a new one; the old one stops at once.`,
  renewAsk: (name) =>
    `<b>A new code for ${name}?</b>\nThe old one stops at once; what hangs on walls has to be replaced. What was received stays.`,
  renewed: (name) => `✅ The old code of ${name} has stopped. The new one is below.`,
  wordsTitle: (unit, n, total) => `✉️ <b>${unit} · words ${n}/${total}</b>`,
  wordsAbout: (topic, day) => `${topic} · ${day}`,
  wordsHint: (days) =>
    `For sorting alone, deleted ${days} days after they came; do not pass them on, nor look for who wrote.`,
  wordsNone: 'No words wait to be sorted.',
  handled: 'Done',
  posterTitle: 'What villagers say',
  posterLine: 'Have your say: scan, choose a topic',
  posterHow: 'With Telegram · no names · once a day',
  fileName: (unit) => `${unit}-opinions`,
};
