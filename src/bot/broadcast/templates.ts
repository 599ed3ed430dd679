import { v7 as newId } from 'uuid';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { fillTemplate, placeholdersOf } from '../../domain/notices/template-rules.ts';
import {
  listTemplates,
  readTemplate,
  retireTemplate,
  saveTemplate,
  TEMPLATES_A_PAGE,
  type Template,
} from '../../domain/notices/templates.ts';
import { typedProblemView } from '../../messages/broadcast-options.ts';
import {
  templateListView,
  templateNameAskView,
  templateRetiredText,
  templateSavedText,
  templateView,
  variableAskView,
} from '../../messages/broadcast-templates.ts';
import { isId } from '../../messages/callback-data.ts';
import { textProblem, textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';
import { acceptText } from './content.ts';
import { FLOW, keepDraft, type Draft, type Step } from './draft.ts';
import { showOptions } from './options.ts';

/** Longest value of a variable, in code points. */
const VALUE_LIMIT = 500;

export const showTemplates: Step = async (ctx, draft, [pageText]) => {
  const page = readIndex(pageText) ?? 0;
  const { rows, total } = await listTemplates(ctx.services.db, ctx.actor, page);
  await keepDraft(ctx, 'templates', { ...draft, filling: null });
  const pages = Math.ceil(total / TEMPLATES_A_PAGE);
  await replace(ctx, templateListView(ctx.language, rows, { total, page, pages }));
};

/** Runs a step on one of the templates that the author may use; of any other it says that the button is stale. */
const onTemplate =
  (step: (ctx: BotContext, draft: Draft, template: Template) => Promise<void>): Step =>
  async (ctx, draft, [id]) => {
    const template = isId(id) ? await readTemplate(ctx.services.db, ctx.actor, id) : undefined;
    await (template ? step(ctx, draft, template) : saysStale(ctx));
  };

export const showTemplate = onTemplate((ctx, _draft, template) =>
  replace(ctx, templateView(ctx.language, template, placeholdersOf(template.body))),
);
export const askRetire = onTemplate((ctx, _draft, template) =>
  template.own ? replace(ctx, templateView(ctx.language, template, [], true)) : saysStale(ctx),
);
export const retire = onTemplate(async (ctx, draft, template) => {
  if (await retireTemplate(ctx.services.db, ctx.actor, template.id, ctx.now))
    ctx.preface = templateRetiredText(ctx.language, template.name);
  await showTemplates(ctx, draft, []);
});

export const applyTemplate = onTemplate((ctx, draft, template) =>
  fill(ctx, { ...draft, filling: { templateId: template.id, values: {} } }, template),
);

/** Asks for the next variable that is missing; with all of them the text is there. */
async function fill(ctx: BotContext, draft: Draft, template: Template, problem = false): Promise<void> {
  const values = draft.filling?.values ?? {};
  const names = placeholdersOf(template.body);
  const filled = fillTemplate(template.body, values);
  if (filled.ok) {
    const said = { text: filled.text, html: null, templateId: template.id };
    if (!(await acceptText(ctx, draft, said))) await showTemplates(ctx, draft, []);
    return;
  }
  const [name = ''] = filled.missing;
  await keepDraft(ctx, 'variable', draft);
  const variable = { name, position: names.indexOf(name), total: names.length };
  await replace(ctx, variableAskView(ctx.language, variable, problem));
}

export async function typeVariable(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const template = await currentTemplate(ctx, draft);
  if (!template || !draft.filling) return showTemplates(ctx, draft, []);
  const value = text.trim();
  if (value === '' || [...value].length > VALUE_LIMIT) return fill(ctx, draft, template, true);
  const problem = findTextProblem(value);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const filled = fillTemplate(template.body, draft.filling.values);
  const [name] = filled.ok ? [] : filled.missing;
  if (name === undefined) return fill(ctx, draft, template);
  const values = { ...draft.filling.values, [name]: value };
  await fill(ctx, { ...draft, filling: { ...draft.filling, values } }, template);
}

const currentTemplate = (ctx: BotContext, { filling }: Draft): Promise<Template | undefined> =>
  filling ? readTemplate(ctx.services.db, ctx.actor, filling.templateId) : Promise.resolve(undefined);

/** After a restart, or a word that belongs elsewhere. */
export async function resumeVariable(ctx: BotContext, draft: Draft): Promise<void> {
  const template = await currentTemplate(ctx, draft);
  await (template ? fill(ctx, draft, template) : showTemplates(ctx, draft, []));
}

export async function askName(ctx: BotContext, draft: Draft): Promise<void> {
  await keepDraft(ctx, 'name', draft);
  await replace(ctx, templateNameAskView(ctx.language, draft.html !== null || draft.file !== null));
}

export async function typeName(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const name = text.trim().replace(/\s+/g, ' ');
  const saved = await saveTemplate(
    ctx.services.db,
    ctx.actor,
    { id: newId(), name, body: draft.text },
    ctx.now,
  );
  if (saved.ok) {
    ctx.preface = templateSavedText(ctx.language, name, saved.version);
    return showOptions(ctx, draft);
  }
  if (saved.problem === 'text')
    return say(ctx, typedProblemView(ctx.language, textProblem(ctx.language, saved.text)));
  await say(ctx, templateNameAskView(ctx.language, false, true));
}
