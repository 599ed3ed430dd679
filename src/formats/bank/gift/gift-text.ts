import type { TextFormat } from 'gift-pegjs';
import { plainHtml } from '../plain-html.ts';
import { unmark } from './gift-marks.ts';

/** Text of GIFT as people read it. HTML is only where the file says so, or does not say what it is and tags show it. */
export function giftText({ format, text }: TextFormat): string {
  const plain = unmark(text);
  const isHtml =
    format === 'html' || (format === 'moodle' && /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i.test(plain));
  return isHtml ? plainHtml(plain) : plain;
}
