import type { Db } from '../../db/client.ts';
import {
  findTemplate,
  findTemplates,
  insertTemplate,
  retireTemplate as retire,
  type TemplateRow,
} from '../../db/queries/notice-templates.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { findTextProblem, type TextProblem } from './rules.ts';

export type Template = TemplateRow;
export const TEMPLATES_A_PAGE = 5;
/** Longest name of a template, in code points. */
const TEMPLATE_NAME_LIMIT = 20;

/** Templates of the units the author writes for, and of those above them; the newest version of each. */
export async function listTemplates(
  db: Db,
  author: Actor,
  page: number,
): Promise<{ rows: Template[]; total: number }> {
  const scope = scopeOf(author, 'notices.send');
  if (scope.length === 0) return { rows: [], total: 0 };
  return findTemplates(db, scope, { offset: page * TEMPLATES_A_PAGE, limit: TEMPLATES_A_PAGE });
}

/** One of them; undefined for any other, a retired one, or a version that has been followed by another. */
export async function readTemplate(db: Db, author: Actor, id: string): Promise<Template | undefined> {
  const scope = scopeOf(author, 'notices.send');
  return scope.length === 0 ? undefined : findTemplate(db, scope, id);
}

export type Saved =
  | { ok: true; version: number }
  | { ok: false; problem: 'not-allowed' | 'name' }
  | { ok: false; problem: 'text'; text: TextProblem };

/**
 * Keeps a text as a template of the author's own unit. A name that is taken gets a new version; the earlier ones stay as
 * they were, and notices that were made from them keep saying so. Saving the same twice saves it once.
 */
export async function saveTemplate(
  db: Db,
  author: Actor,
  { id, name, body }: { id: string; name: string; body: string },
  now: Date,
): Promise<Saved> {
  const [unitId] = scopeOf(author, 'notices.send');
  if (unitId === undefined) return { ok: false, problem: 'not-allowed' };
  const wanted = name.trim().replace(/\s+/g, ' ');
  if (wanted === '' || [...wanted].length > TEMPLATE_NAME_LIMIT) return { ok: false, problem: 'name' };
  const text = findTextProblem(body);
  if (text) return { ok: false, problem: 'text', text };
  const row = { id, unitId, name: wanted, body, createdBy: author.personId };
  return { ok: true, version: await db.transaction((tx) => insertTemplate(tx, row, now)) };
}

/** Takes a template of the author's own units out of use; false for any other. */
export async function retireTemplate(db: Db, author: Actor, id: string, now: Date): Promise<boolean> {
  const template = await readTemplate(db, author, id);
  return template?.own === true && retire(db, template, now);
}
