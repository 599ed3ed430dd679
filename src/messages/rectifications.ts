import { localDayText } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { rectifications as en } from './locales/en/rectifications.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { rectifications as zh } from './locales/zh/rectifications.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText, leftText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type ItemView = {
  id: string;
  personName: string;
  openerName: string;
  reviewerName: string;
  text: string;
  dueOn: string;
  state: string;
  asked: { id: string; day: string; reason: string } | null;
  events: number;
};
export type EventView = {
  id: string;
  kind: string;
  byName: string | null;
  text: string | null;
  fileId: string | null;
  day: string | null;
  at: Date | string;
};
/** What whoever looks is to the item, and the local day. */
export type Seen = {
  relation: 'owner' | 'reviewer' | 'other';
  today: string;
  /** Whether its reviewer may not check it any more, so that the looker may take it over. */
  orphaned?: boolean;
};

const stateOf = (language: Language, item: ItemView, today: string): string => {
  const isLate = item.state === 'open' && item.dueOn < today;
  return words[language].states[isLate ? 'overdue' : item.state] ?? item.state;
};

export type ListView = {
  of: 'own' | 'desk' | 'person';
  /** Whose, in a list of one person. */
  person?: { id: string; name: string };
  rows: readonly ItemView[];
  total: number;
  page: number;
  pages: number;
  today: string;
};

/** Items, five a page. */
export function itemListView(language: Language, list: ListView): View {
  const w = words[language];
  const { of, rows, total, person, page, pages, today } = list;
  const start = of === 'desk' ? [[button(w.start, 'rectify.new')]] : [];
  const back = person
    ? [[button(common[language].return, 'file.section', person.id, 'rectification')]]
    : of === 'own'
      ? [[button(common[language].menu, 'menu.open')]]
      : [];
  if (total === 0) {
    const text = of === 'own' ? w.ownEmpty : of === 'desk' ? w.deskEmpty : w.personEmpty;
    return { text, buttons: [...start, ...back] };
  }
  const title =
    of === 'own'
      ? w.ownTitle(total)
      : of === 'desk'
        ? w.deskTitle(total)
        : w.personTitle(escapeHtml(person?.name ?? ''), total);
  const line = (item: ItemView, i: number) => {
    const [text, due] = [escapeHtml(shorten(item.text, 18)), w.due(localDayText(language, item.dueOn))];
    const state = stateOf(language, item, today);
    return of === 'desk'
      ? w.rowOf(i + 1, escapeHtml(item.personName), text, due, state)
      : w.row(i + 1, text, due, state);
  };
  const paging =
    of === 'own'
      ? pageButtons(language, 'task.list', page, pages)
      : of === 'desk'
        ? pageButtons(language, 'rectify.list', page, pages)
        : pageButtons(language, 'rectify.of', page, pages, person?.id ?? '');
  return {
    text: lines(title, '', ...rows.map(line)),
    buttons: [
      rows.map((item, i) => button(String(i + 1), 'task.open', item.id)),
      paging,
      ...start,
      ...back,
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

/** How it stands with the day: how much is left, or that it is over. */
function dueText(language: Language, item: ItemView, { relation, today }: Seen): string {
  const w = words[language];
  const day = localDayText(language, item.dueOn);
  const owns = relation === 'owner';
  if (item.dueOn < today) return owns ? w.duePast(day) : w.duePastOf(day);
  const left =
    item.dueOn === today
      ? w.today
      : leftText(language, `${item.dueOn}T12:00:00+08:00`, new Date(`${today}T12:00:00+08:00`));
  return owns ? w.dueLine(day, left) : w.dueLineOf(day, left);
}

/** One item with what the looker may do with it. */
export function itemView(language: Language, item: ItemView, seen: Seen): View {
  const w = words[language];
  const { asked } = item;
  const owns = seen.relation === 'owner';
  const isClosed = item.state === 'closed';
  return {
    text: lines(
      owns ? w.title : w.titleOf(escapeHtml(item.personName)),
      escapeHtml(item.text),
      isClosed ? w.closedLine : dueText(language, item, seen),
      item.state === 'handed-in' && w.handedIn,
      asked !== null && !isClosed && w.asked(localDayText(language, asked.day), escapeHtml(asked.reason)),
      w.people(escapeHtml(item.openerName), escapeHtml(item.reviewerName)),
    ),
    buttons: [
      ...actions(language, item, seen),
      [
        button(w.trail(item.events), 'task.trail', item.id, 0),
        button(w.list, owns ? 'task.list' : 'rectify.list', 0),
      ],
    ],
    protect: true,
  };
}

function actions(language: Language, item: ItemView, { relation, orphaned }: Seen): Button[][] {
  const w = words[language];
  const { id, asked, state } = item;
  if (state === 'closed') return [];
  if (relation === 'other') return orphaned ? [[button(w.take, 'task.take', id)]] : [];
  if (relation === 'owner')
    return [
      [
        button(w.evidence, 'task.evidence', id),
        ...(asked ? [] : [button(w.extend, 'task.extend', id)]),
        ...(state === 'open' ? [button(w.handIn, 'task.hand-in', id)] : []),
      ],
    ];
  return [
    ...(asked
      ? [[button(w.refuse, 'task.refuse', id, asked.id), button(w.grant, 'task.grant', id, asked.id)]]
      : []),
    ...(state === 'handed-in'
      ? [[button(w.giveBack, 'task.return', id), button(w.close, 'task.close', id)]]
      : []),
  ];
}

/** A page of the trail; its files are buttons. */
export function trailView(
  language: Language,
  item: ItemView,
  events: readonly EventView[],
  { page, pages }: { page: number; pages: number },
): View {
  const w = words[language];
  const files = events.filter(({ fileId }) => fileId !== null);
  const line = (event: EventView) => {
    const detail = [
      event.day !== null && w.until(localDayText(language, event.day)),
      event.text !== null && escapeHtml(shorten(event.text, 60)),
      event.fileId !== null && w.file(files.indexOf(event) + 1),
    ].filter((part) => part !== false);
    const what = [w.steps[event.kind] ?? event.kind, ...detail].join(' · ');
    const when = dayText(language, event.at);
    return event.byName === null ? w.stepAlone(when, what) : w.step(when, what, escapeHtml(event.byName));
  };
  return {
    text: lines(w.trailTitle(item.events), escapeHtml(shorten(item.text, 40)), '', ...events.map(line)),
    buttons: [
      files.map((event, i) => button(w.file(i + 1), 'task.file', event.id)),
      pageButtons(language, 'task.trail', page, pages, item.id),
      [button(common[language].return, 'task.open', item.id)],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

/** What stands under a file of the trail. */
export const fileView = (language: Language, itemId: string, event: EventView): View => ({
  text: lines(
    words[language].fileCaption(dayText(language, event.at), escapeHtml(event.byName ?? '')),
    event.text !== null && escapeHtml(event.text),
  ),
  buttons: [[button(common[language].return, 'task.open', itemId)]],
  protect: true,
});

/** A step of the trail as it is said to somebody whom it concerns. */
export function toldView(language: Language, item: ItemView, event: EventView, seen: Seen): View {
  const w = words[language];
  const owns = seen.relation === 'owner';
  const isNew = event.kind === 'opened';
  const key = isNew && !owns ? 'openedReviewer' : event.kind;
  const text = escapeHtml(isNew && owns ? item.text : shorten(item.text, 60));
  return {
    text: lines(
      isTold(key) ? w.told[key] : w.title,
      owns ? text : w.toldOf(escapeHtml(item.personName), text),
      item.state !== 'closed' && dueText(language, item, seen),
      event.kind === 'extension-asked' &&
        w.asked(localDayText(language, event.day ?? item.dueOn), escapeHtml(event.text ?? '')),
      event.kind !== 'extension-asked' && event.text !== null && w.toldReason(escapeHtml(event.text)),
      (isNew || event.kind === 'taken-over') &&
        owns &&
        w.people(escapeHtml(item.openerName), escapeHtml(item.reviewerName)),
    ),
    buttons: [[button(common[language].details, 'task.open', item.id)]],
    protect: true,
  };
}
const isTold = (key: string): key is keyof typeof zh.told => Object.hasOwn(zh.told, key);

/** That an item is due soon, or past its day: said alone where the digest has nothing else. */
export function dueSoonView(
  language: Language,
  item: ItemView,
  kind: 'rectification-reminder' | 'rectification-overdue',
  seen: Seen,
): View {
  const w = words[language];
  const owns = seen.relation === 'owner';
  const title =
    kind === 'rectification-reminder'
      ? w.reminder
      : owns
        ? w.overdueOwner
        : w.overdueOther(escapeHtml(item.personName));
  return {
    text: lines(
      title,
      escapeHtml(shorten(item.text, 60)),
      kind === 'rectification-overdue' && owns ? w.overdueOwnerHint : dueText(language, item, seen),
    ),
    buttons: [[button(common[language].details, 'task.open', item.id)]],
    protect: true,
  };
}
