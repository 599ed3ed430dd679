import { parseJson } from '../api/parse-json.ts';
import type { Upload } from '../api/upload.ts';
import { mimeTypeOf } from '../files.ts';
import { badRequest } from '../refusal.ts';

/** What came with a call: plain parameters and files by the name of their part. */
export type RawCall = { params: Record<string, unknown>; files: Map<string, Upload> };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readForm(request: Request): Promise<RawCall> {
  const params = new Map<string, unknown>();
  const files = new Map<string, Upload>();
  for (const [name, value] of (await request.formData()).entries()) {
    if (typeof value === 'string') {
      params.set(name, value);
      continue;
    }
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.set(name, { kind: 'upload', name: value.name, mimeType: mimeTypeOf(value), bytes });
  }
  return { params: Object.fromEntries(params), files };
}

async function readJson(request: Request): Promise<RawCall> {
  const source = await request.text();
  if (source === '') return { params: {}, files: new Map() };
  let parsed: unknown;
  try {
    parsed = parseJson(source);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (!isObject(parsed)) throw badRequest('object expected as JSON request body');
  return { params: parsed, files: new Map() };
}

/**
 * The parameters of a call from its address and its body, in the four ways core.telegram.org/bots/api#making-requests
 * names. The body wins over the address.
 * @throws Refusal 400 when the body cannot be read.
 */
export async function readParams(request: Request): Promise<RawCall> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === 'GET') return { params: query, files: new Map() };
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isForm = type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded';
  try {
    const body = isForm ? await readForm(request) : await readJson(request);
    return { params: { ...query, ...body.params }, files: body.files };
  } catch (error) {
    if (error instanceof TypeError) throw badRequest("can't parse the form in the request body");
    throw error;
  }
}
