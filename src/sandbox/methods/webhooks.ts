import { saveBot } from '../bots.ts';
import { flag, integer, text } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Methods } from './method.ts';
import { keepAllowedUpdates } from './updates.ts';

/** Telegram takes https alone; a sandbox on this machine also takes http to the machine itself. */
function checkedUrl(url: string): string {
  if (!URL.canParse(url)) throw badRequest('invalid webhook URL specified');
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  if (!isLoopback)
    throw badRequest(`bad webhook: the sandbox reaches no other machine than this one, not ${hostname}`);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  return url;
}

export const webhookMethods: Methods = {
  setWebhook({ world, bot, polls, wakeWebhook }, params) {
    const url = text(params, 'url') ?? '';
    const secretToken = text(params, 'secret_token');
    if (secretToken !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secretToken))
      throw badRequest('secret token contains unallowed characters');
    const maxConnections = Math.min(100, Math.max(1, integer(params, 'max_connections') ?? 40));
    const { webhook: _, ...rest } = keepAllowedUpdates(world, bot, params);
    if (flag(params, 'drop_pending_updates')) world.queue.clear(bot.id);
    const webhook = { url: url && checkedUrl(url), maxConnections, ...(secretToken ? { secretToken } : {}) };
    saveBot(world, url ? { ...rest, webhook } : rest);
    if (url) polls.conflict(bot.id, 'setWebhook');
    wakeWebhook(bot.id);
    return true;
  },
  deleteWebhook({ world, bot, wakeWebhook }, params) {
    const { webhook: _, ...rest } = bot;
    if (flag(params, 'drop_pending_updates')) world.queue.clear(bot.id);
    saveBot(world, rest);
    wakeWebhook(bot.id);
    return true;
  },
  getWebhookInfo({ world, bot, webhookTrouble }) {
    const trouble = webhookTrouble(bot.id);
    return {
      url: bot.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: world.queue.count(bot.id),
      ...(bot.webhook ? { max_connections: bot.webhook.maxConnections, ip_address: '127.0.0.1' } : {}),
      ...(bot.webhook && trouble
        ? { last_error_date: Math.floor(trouble.at / 1000), last_error_message: trouble.message }
        : {}),
      ...(bot.allowedUpdates ? { allowed_updates: bot.allowedUpdates } : {}),
    };
  },
};
