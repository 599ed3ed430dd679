import type { BotContext } from '../context.ts';
import { askCheck, askUrgent, drop, typeCheck, typeUrgent } from './asks.ts';
import { askText, dropFile, takeText } from './content.ts';
import type { Draft, Step } from './draft.ts';
import { askList, goBack, takeList, takeTypedList } from './list.ts';
import { askKind, showOptions, takeKind } from './options.ts';
import { merge, seeFile, send, showPreview } from './preview.ts';
import { askSelector, clearSelectors, pickSelector, showSelectors } from './selectors.ts';
import {
  applyTemplate,
  askName,
  askRetire,
  resumeVariable,
  retire,
  showTemplate,
  showTemplates,
  typeName,
  typeVariable,
} from './templates.ts';
import { askUnits, chooseUnit } from './units.ts';
import {
  askTime,
  askUntil,
  pressDue,
  pressTime,
  pressUntil,
  resumeDue,
  resumeRepeat,
  takeRepeat,
  typeDue,
  typeTime,
  typeUntil,
} from './when.ts';

/** The steps of a notice's settings, among which every button of theirs counts. */
const SETTINGS = [
  'options',
  'kind',
  'time',
  'repeat',
  'until',
  'due',
  'narrow',
  'except',
  'list',
  'check',
  'urgent',
  'name',
];
const TEMPLATES = ['text', 'templates', 'variable'];

/** Each button with the steps that it counts at: its own, and the one it leads to. */
export const BUTTONS: readonly [string, readonly string[], Step][] = [
  ['broadcast.text', ['text', 'units', 'preview', 'templates'], (ctx, draft) => askText(ctx, draft)],
  ['broadcast.drop-file', ['text'], (ctx, draft) => dropFile(ctx, draft)],
  ['broadcast.templates', TEMPLATES, showTemplates],
  ['broadcast.template', ['templates'], showTemplate],
  ['broadcast.retire', ['templates'], askRetire],
  ['broadcast.retire-now', ['templates'], retire],
  ['broadcast.use', ['templates', 'variable', 'units'], applyTemplate],
  ['broadcast.unit', ['units'], chooseUnit],
  ['broadcast.preview', ['units', 'preview', ...SETTINGS], (ctx, draft) => showPreview(ctx, draft)],
  ['broadcast.see', ['preview'], seeFile],
  ['broadcast.merge', ['preview'], merge],
  ['broadcast.send', ['preview'], send],
  ['broadcast.options', ['preview', ...SETTINGS], (ctx, draft) => showOptions(ctx, draft)],
  ['broadcast.kind', SETTINGS, takeKind],
  ['broadcast.time', SETTINGS, pressTime],
  ['broadcast.repeat', SETTINGS, takeRepeat],
  ['broadcast.until', ['until', 'options'], pressUntil],
  ['broadcast.due', SETTINGS, pressDue],
  ['broadcast.narrow', SETTINGS, (ctx, draft) => showSelectors(ctx, draft, 'narrow')],
  ['broadcast.except', SETTINGS, (ctx, draft) => showSelectors(ctx, draft, 'except')],
  ['broadcast.by', ['narrow', 'except'], askSelector],
  ['broadcast.pick', ['narrow', 'except'], pickSelector],
  ['broadcast.clear', ['narrow', 'except'], clearSelectors],
  ['broadcast.list', ['units', ...SETTINGS], askList],
  ['broadcast.list-back', ['list', 'units', 'options'], (ctx, draft) => goBack(ctx, draft)],
  ['broadcast.list-take', ['list'], takeList],
  ['broadcast.check', SETTINGS, askCheck],
  ['broadcast.urgent', SETTINGS, askUrgent],
  ['broadcast.drop', SETTINGS, drop],
  ['broadcast.save', SETTINGS, (ctx, draft) => askName(ctx, draft)],
];

/** How a step is shown again. */
export const RESUME: Record<string, (ctx: BotContext, draft: Draft) => Promise<void>> = {
  text: askText,
  templates: (ctx, draft) => showTemplates(ctx, draft, []),
  variable: resumeVariable,
  units: askUnits,
  preview: showPreview,
  options: showOptions,
  kind: askKind,
  time: askTime,
  repeat: resumeRepeat,
  until: askUntil,
  due: resumeDue,
  narrow: (ctx, draft) => showSelectors(ctx, draft, 'narrow'),
  except: (ctx, draft) => showSelectors(ctx, draft, 'except'),
  list: (ctx, draft) => askList(ctx, draft, []),
  check: (ctx, draft) => askCheck(ctx, draft, []),
  urgent: (ctx, draft) => askUrgent(ctx, draft, []),
  name: askName,
};

/** What a typed word means, at the steps that take one. */
export const TYPED: Record<string, (ctx: BotContext, draft: Draft, text: string) => Promise<void>> = {
  text: takeText,
  variable: typeVariable,
  time: typeTime,
  until: typeUntil,
  due: typeDue,
  list: takeTypedList,
  check: typeCheck,
  urgent: typeUrgent,
  name: typeName,
};
