import { validateType } from './api/validate.ts';
import type { World } from './world.ts';

/** Kinds a bot must ask for by name. */
const ASKED_FOR = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/**
 * Queues an update for a bot unless its `allowed_updates` leave the kind out. `order`: see PendingUpdate.
 * @throws Error when the update is not as the Bot API describes it: a mistake of the sandbox.
 */
export function sendUpdate(
  world: World,
  bot: number,
  kind: string,
  payload: unknown,
  order: number | string,
): void {
  const allowed = world.bots.get(String(bot))?.allowedUpdates;
  if (allowed ? !allowed.includes(kind) : ASKED_FOR.has(kind)) return;
  const unfit = validateType('Update', { update_id: 1, [kind]: payload });
  if (unfit.length > 0) throw new Error(`an update its description refuses: ${unfit.join('; ')}`);
  world.queue.push(bot, kind, payload, String(order));
}
