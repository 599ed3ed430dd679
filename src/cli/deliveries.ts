import { validate as isUuid } from 'uuid';
import { markRestored, readMark, releaseHold } from '../domain/deliveries/hold-restored.ts';
import { pauseBot } from '../domain/deliveries/know-bots.ts';
import {
  isDeadState,
  listDead,
  listQueues,
  replayDead,
  settleArrived,
  type Which,
} from '../domain/deliveries/operate-outbox.ts';
import type { Call } from './command.ts';

/** Each bot's queue: what waits, whether it is held, and what died in the last 30 days. */
export async function showQueues({ words, print, database, now }: Call): Promise<0 | 1> {
  const db = await database.open();
  const mark = await readMark(db);
  if (mark?.heldAt && mark.heldWhy)
    print(`${words.deliveries.allHeld(mark.heldAt.slice(0, 16), words.deliveries.heldWhy[mark.heldWhy])}\n`);
  const queues = await listQueues(db, now);
  if (queues.length === 0) print(`${words.deliveries.noBots}\n`);
  for (const queue of queues) {
    print(`${words.deliveries.bot(queue.botId, queue.username, queue.unitName)}\n`);
    print(`${words.deliveries.load(queue)}\n`);
    if (queue.pausedAt !== null)
      print(`${words.deliveries.held(queue.pausedAt.slice(0, 16), queue.pausedWhy ?? '')}\n`);
  }
  return 0;
}

/** The rows nobody will send any more, tab-separated: id, state, kind, staff number, reason. */
export async function listDeadRows({ options, words, print, note, database, now }: Call): Promise<0 | 1> {
  const state = options['state'] === undefined ? undefined : String(options['state']);
  if (state !== undefined && !isDeadState(state)) return refuse(note, words.deliveries.badState(state));
  const notice = options['notice'] === undefined ? undefined : String(options['notice']);
  if (notice !== undefined && !isUuid(notice)) return refuse(note, words.deliveries.badId(notice));
  const wanted = {
    ...(state === undefined ? {} : { states: [state] }),
    ...(notice === undefined ? {} : { noticeId: notice }),
  };
  const { rows, total } = await listDead(await database.open(), wanted, now);
  for (const row of rows)
    print(`${[row.id, row.state, row.kind, row.staffNo, row.problem ?? ''].join('\t')}\n`);
  note(words.deliveries.listed(rows.length, total));
  return 0;
}

/** Sends dead rows once more: some by their ids, or all of one notice. */
export async function replayRows(call: Call): Promise<0 | 1> {
  const which = readWhich(call);
  if (!which) return 1;
  const rows = await replayDead(await call.database.open(), which, call.now);
  call.print(`${call.words.deliveries.replayed(rows)}\n`);
  return 0;
}

/** Rows of which nobody knew did arrive, as the operator has found out. */
export async function settleRows(call: Call): Promise<0 | 1> {
  const which = readWhich(call);
  if (!which) return 1;
  const rows = await settleArrived(await call.database.open(), which, call.now);
  call.print(`${call.words.deliveries.arrived(rows)}\n`);
  return 0;
}

/** This database is a copy of an earlier one: nothing is sent, and what it had still to send is unknown. */
export async function markCopy({ words, print, database, now }: Call): Promise<0 | 1> {
  const { unknown } = await markRestored(await database.open(), now);
  print(`${words.deliveries.restored(unknown)}\n`);
  return 0;
}

/** Lets a restored database send again. */
export async function releaseAll({ words, print, note, database, now }: Call): Promise<0 | 1> {
  if (!(await releaseHold(await database.open(), now))) return refuse(note, words.deliveries.nothingHeld);
  print(`${words.deliveries.released}\n`);
  return 0;
}

/** Holds a bot's queue; what is in flight ends, nothing else is sent until it is let go. */
export async function pauseQueue(call: Call): Promise<0 | 1> {
  const why = String(call.options['why'] ?? '').trim();
  if (why === '') return refuse(call.note, call.words.deliveries.noReason);
  return holdQueue(call, why);
}

export const resumeQueue = (call: Call): Promise<0 | 1> => holdQueue(call, null);

async function holdQueue(
  { args, words, print, note, database, now }: Call,
  why: string | null,
): Promise<0 | 1> {
  const botId = Number(args[0]);
  if (!Number.isSafeInteger(botId)) return refuse(note, words.deliveries.badBot(args[0] ?? ''));
  const changed = await pauseBot(await database.open(), botId, why, now);
  if (!changed) return refuse(note, words.deliveries.sameBefore(botId));
  print(`${why === null ? words.deliveries.resumed(botId) : words.deliveries.paused(botId)}\n`);
  return 0;
}

/** What the call is about: the ids, or `--notice`; says what is missing or no id. */
function readWhich({ args, options, words, note }: Call): Which | undefined {
  const notice = options['notice'] === undefined ? undefined : String(options['notice']);
  const ids = args.flatMap((arg) => arg.split(',')).filter((id) => id !== '');
  const wrong = [...ids, ...(notice === undefined ? [] : [notice])].find((id) => !isUuid(id));
  if (wrong !== undefined) {
    refuse(note, words.deliveries.badId(wrong));
    return undefined;
  }
  if ((notice === undefined) === (ids.length === 0)) {
    refuse(note, words.deliveries.which);
    return undefined;
  }
  return notice === undefined ? { ids } : { noticeId: notice };
}

function refuse(note: Call['note'], sentence: string): 1 {
  note(sentence);
  return 1;
}
