import { badRequest } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** Telegram counts places in a text it could not parse in UTF-8 bytes. */
export const byteOffset = (text: string, position: number): number =>
  Buffer.byteLength(text.slice(0, position));

/** 400 `can't parse entities: …`. */
export const parseError = (what: string): Refusal => badRequest(`can't parse entities: ${what}`);
