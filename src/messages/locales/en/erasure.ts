import type { erasure as zh } from '../zh/erasure.ts';

export const erasure: typeof zh = {
  offer: 'Erase',
  title: '<b>Ask for erasure</b>',
  what: 'Can be erased: phone number, own settings, tags, Telegram accounts and codes that work no more, buttons kept.',
  stays:
    'Kept by rule: posts, file entries and objections, interviews, rectification, hours, receipts, the access log. What is wrong can be objected to.',
  ask: 'An administrator decides with a reason; you hear of it. What was granted is erased at once and cannot be brought back.',
  waits: (day) => `The request of ${day} waits for an answer; you will hear of it.`,
  asked: '✅ <b>Handed in; it waits for an answer</b>\nYou will hear of it.',
  askedNobody:
    '✅ <b>Handed in</b>\nNo administrator can be reached at present: please tell your superior yourself.',
  waitingButton: 'To decide',

  announce: '🗂 <b>Somebody asks for erasure</b>\nAbout a minute.',
  checkTitle: '<b>Request for erasure</b>',
  who: (name, unit) => `${name} · ${unit}`,
  checkHint:
    'If granted it is erased at once and cannot be brought back. The reason is told. Nobody decides on their own.',
  approve: 'Grant',
  refuse: 'Refuse',
  reasonAsk: {
    approved: (name) =>
      `<b>Grant what ${name} asks</b>\nWrite a reason (up to 100 characters). It is erased as soon as you send it.`,
    refused: (name) =>
      `<b>Refuse what ${name} asks</b>\nWrite a reason (up to 100 characters); they will read it.`,
  },
  reasonProblem: 'Please write a reason of 1 to 100 characters.',
  done: {
    approved: (name) => `✅ What ${name} asked for is erased; they will hear of it.`,
    refused: (name) => `Answered ${name}: refused, with the reason.`,
  },
  decidedBefore: (state, name) => `This request was answered before: ${state} (${name}).`,
  states: { approved: 'granted', refused: 'refused' },
  waitingTitle: (n) => `<b>Erasure for you to decide</b> (${n})`,
  waitingEmpty: 'Nothing waits for you.\nYou are told when somebody asks, and it is listed here.',
  waitingHint: 'Tap a number to open one.',
  goOn: 'The rest',
  answerApproved: '✅ <b>What you asked for was erased</b>',
  answerRefused: '<b>Your request for erasure was refused</b>',
  answerReason: (reason) => `Reason: ${reason}`,
  answerCheck: '/mydata shows what is held now.',
};
