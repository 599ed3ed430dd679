import type { elder as zh } from '../zh/elder.ts';

export const elder: typeof zh = {
  type: (names) => `You may also type: ${names}`,
  typeMany: (names) => `You may also type: ${names} and so on`,
  comma: ', ',
  previousPage: 'Page before',
  nextPage: 'Next page',

  title: '<b>My settings</b>',
  elderOn: 'Plain mode: on. One thing at a time, no pictures, everything may be answered by typing.',
  elderOff: 'Plain mode: off. With it words are plainer, buttons larger, and everything may be typed.',
  weeklyOn: 'Weekly word: on Monday mornings.',
  weeklyOff: 'Weekly word: off; /week shows it.',
  noWeek: 'No weekly word',
  week: 'Weekly word',
  rest: 'Quiet hours, the time of the study card and the language are changed here too.',
  turnOn: 'Plain mode',
  turnOff: 'Usual mode',
  quiet: 'Quiet hours',
  cardTime: 'Card time',
  language: 'Language',
  nowOn:
    'Plain mode is on.\nMessages are plain text from now on. Press a button, or type what it says, such as A, true, Received or Next question.',
  nowOff: 'Back to the usual mode.',
};
