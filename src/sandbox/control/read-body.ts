import type { Context } from 'hono';
import type { z } from 'zod';
import { parseJson } from '../api/parse-json.ts';
import { badRequest } from '../refusal.ts';

/**
 * The JSON body of a request as `schema` has it.
 * @throws Refusal 400 naming the first wrong place and what was expected there.
 */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const source = await c.req.text();
  let body: unknown;
  try {
    body = parseJson(source);
  } catch {
    throw badRequest('the body is not JSON, or nested too deeply');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`);
}

/**
 * A whole number in the address: a user's or bot's id, or a group's where it is negative.
 * @throws Refusal 400
 */
export function chatIdIn(c: Context, name: string): number {
  const given = c.req.param(name) ?? '';
  if (!/^-?[1-9]\d{0,14}$/.test(given)) throw badRequest(`${name} must be a whole number other than 0`);
  return Number(given);
}

/**
 * The id of a user or a bot in the address.
 * @throws Refusal 400
 */
export function idIn(c: Context, name: string): number {
  const id = chatIdIn(c, name);
  if (id < 0) throw badRequest(`${name} must be a positive number`);
  return id;
}
