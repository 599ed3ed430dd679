import type { FaultRule } from './protocol.ts';

export type Faults = {
  list(): FaultRule[];
  /** Replaces all rules. */
  set(rules: FaultRule[]): FaultRule[];
  /** The fault this call is to suffer, counted down. */
  next(call: { bot: number; method: string; chatId: unknown }): FaultRule['fault'] | undefined;
};

/** Rules by which calls go wrong on purpose. `random` answers 0 to below 1. */
export function createFaults(random: () => number = Math.random): Faults {
  let rules: FaultRule[] = [];
  return {
    list: () => rules,
    set: (next) => (rules = next.map((rule) => ({ ...rule }))),
    next({ bot, method, chatId }) {
      const rule = rules.find(
        (it) =>
          (it.bot === undefined || it.bot === bot) &&
          (it.method === undefined || it.method.toLowerCase() === method.toLowerCase()) &&
          (it.chatId === undefined || String(it.chatId) === String(chatId)) &&
          random() < (it.probability ?? 1),
      );
      if (!rule) return undefined;
      if (rule.times !== undefined) {
        rule.times -= 1;
        rules = rules.filter((it) => it.times !== 0);
      }
      return rule.fault;
    },
  };
}
