/** What the notice says. */
export const TEXT = '今晚有特大暴雨，请立即转移低洼处住户，转移完请点收到。';
export const REASON = '气象台刚发布暴雨红色预警';
export const QUESTION = '水库下游两户也要转移吗？';
export const ANSWER = '要转移，镇里派车来接。';

/** Of the sample county: two villages of one township, eleven people, two of whom no message reaches. */
export const AUTHOR = 5_000_005;
export const APPROVER = 5_000_001;
export const FIRST_LIAISON = 5_000_017;
export const CADRE = 5_000_018;
export const ASKER = 5_000_019;
export const BLOCKER = 5_000_020;
export const SECOND_LIAISON = 5_000_022;
