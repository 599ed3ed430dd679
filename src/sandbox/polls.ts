import { randomInt } from 'node:crypto';
import type { StoredPoll } from './rows.ts';
import type { ApiPoll } from './telegram.ts';
import { sendUpdate } from './updates.ts';
import type { World } from './world.ts';

/** An id of Telegram's look (a 64-bit number as text). */
export const longId = (): string => `${randomInt(1e8, 1e9)}${randomInt(1e8, 1e9)}`;

/** The poll as it stands: counts from the votes. */
export function apiPoll(poll: StoredPoll): ApiPoll {
  const ballots = Object.values(poll.votes).filter((options) => options.length > 0);
  return {
    ...poll.api,
    options: poll.api.options.map((option, i) => ({
      ...option,
      voter_count: ballots.filter((options) => options.includes(i)).length,
    })),
    total_voter_count: ballots.length,
  };
}

/** Closes a poll; the bot hears of it. */
export function closePoll(world: World, poll: StoredPoll): StoredPoll {
  const closed = world.polls.set(poll.id, { ...poll, api: { ...poll.api, is_closed: true } });
  sendUpdate(world, poll.bot, 'poll', apiPoll(closed), `poll:${poll.id}`);
  return closed;
}

/** Closes polls whose time is over by the sandbox clock; returns them. */
export function closeDuePolls(world: World): StoredPoll[] {
  const now = world.clock.seconds();
  const due = [...world.polls.values()].filter(
    (poll) => !poll.api.is_closed && poll.closesAt !== undefined && poll.closesAt <= now,
  );
  return due.map((poll) => closePoll(world, poll));
}
