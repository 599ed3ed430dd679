import type { Context } from 'hono';
import type { z } from 'zod';
import { badRequest } from '../refusal.ts';

/**
 * The JSON body of a request as `schema` has it.
 * @throws Refusal 400 naming the first wrong place and what was expected there.
 */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => {
    throw badRequest('the body is not JSON');
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`);
}

/**
 * A whole number in the address.
 * @throws Refusal 400
 */
export function idIn(c: Context, name: string): number {
  const id = Number(c.req.param(name));
  if (!Number.isSafeInteger(id)) throw badRequest(`${name} must be a whole number`);
  return id;
}
