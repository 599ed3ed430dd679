import { callbackMethods } from './callbacks.ts';
import { commandMethods } from './commands.ts';
import { editMethods } from './edits.ts';
import { mediaMethods } from './media.ts';
import { messageMethods } from './messages.ts';
import type { Methods } from './method.ts';
import { pollMethods } from './polls.ts';
import { profileMethods } from './profile.ts';
import { textMethods } from './texts.ts';
import { updateMethods } from './updates.ts';
import { webhookMethods } from './webhooks.ts';

/** Every Bot API method the sandbox does, by its documented name. */
export const allMethods: Methods = {
  ...callbackMethods,
  ...commandMethods,
  ...editMethods,
  ...mediaMethods,
  ...messageMethods,
  ...pollMethods,
  ...profileMethods,
  ...textMethods,
  ...updateMethods,
  ...webhookMethods,
};
