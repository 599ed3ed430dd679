import { shaped } from '../params.ts';
import { apiMessage } from '../views.ts';
import { messageText, textFields } from './message-text.ts';
import type { Methods } from './method.ts';
import { destination, send } from './send.ts';

export const textMethods: Methods = {
  sendMessage(context, params) {
    const formatted = messageText(params);
    const to = destination(context, params);
    const preview = shaped(params, 'link_preview_options');
    const content = { ...textFields(formatted), ...(preview ? { link_preview_options: preview } : {}) };
    return apiMessage(context.world, send(context, to, content));
  },
};
