import { findUnitByPath } from '../domain/people/unit-tree.ts';
import { issueInvitations, type Invitation } from '../domain/people/issue-invitations.ts';
import { dayOf } from '../domain/schedule/calendar.ts';
import { writeCsv } from '../formats/write-csv.ts';
import type { Call } from './command.ts';
import { openOutput } from './open-output.ts';
import type { Words } from './words.ts';

const BOT_NAME = /^(?:@|https:\/\/t\.me\/)?([A-Za-z]\w{4,31})$/;

/** Only the hash of a code is kept, so this output is the one chance to have it. */
export async function invitePeople({
  options,
  words,
  print,
  note,
  database,
  now,
  ...call
}: Call): Promise<0 | 1> {
  const given = options['bot'] ?? call.botName;
  const bot = given === undefined ? undefined : BOT_NAME.exec(String(given))?.[1];
  if (given !== undefined && bot === undefined) {
    note(words.invite.badBot(String(given)));
    return 1;
  }
  const db = await database.open();
  let unitId: string | null = null;
  if (options['unit'] !== undefined) {
    const wanted = String(options['unit']);
    const found = await findUnitByPath(db, wanted);
    if (!found.ok) {
      note(words.invite.noUnit(wanted, found.nearest, found.below.join(', ')));
      return 1;
    }
    unitId = found.unit.id;
  }
  // Made before the codes are: a code that cannot be written down is lost, and has ended an earlier one.
  const out = await openOutput(options['out'], words);
  if (typeof out === 'string') {
    note(out);
    return 1;
  }
  try {
    const to = options['new'] === true ? 'new' : 'waiting';
    const { invitations, replaced } = await issueInvitations(db, { unitId, to }, now);
    const csv = toCsv(invitations, bot, words);
    if (out) await out.writeFile(csv);
    else print(csv);
    note(invitations.length === 0 ? words.invite.none : words.invite.count(invitations.length));
    if (replaced > 0) note(words.invite.replaced(replaced));
    if (invitations.length > 0 && bot === undefined) note(words.invite.noBot);
    if (out) note(words.invite.written(String(options['out'])));
    return 0;
  } finally {
    await out?.close();
  }
}

function toCsv(invitations: readonly Invitation[], bot: string | undefined, words: Words): string {
  const { unit, name, staffNo, code, link, say, until } = words.invite.head;
  const lastDay = (expiresAt: Date) => dayOf(new Date(expiresAt.getTime() - 1));
  return writeCsv([
    [unit, name, staffNo, code, bot === undefined ? say : link, until],
    ...invitations.map((it) => [
      it.unit,
      it.name,
      it.staffNo,
      it.code,
      bot === undefined ? `/start ${it.code}` : `https://t.me/${bot}?start=${it.code}`,
      lastDay(it.expiresAt),
    ]),
  ]);
}
