import type { SandboxMessage } from '../../protocol.ts';
import type { Words } from '../locales.ts';

/** One line that stands for a message where it is quoted. */
export function messageSummary(message: SandboxMessage | undefined, words: Words): string {
  if (!message) return words.deletedMessage;
  return (
    message.text ??
    message.caption ??
    message.poll?.question ??
    message.document?.name ??
    (message.photo ? words.photo : message.contact ? words.contact : words.document)
  );
}
