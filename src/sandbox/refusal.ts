/** What a Bot API method throws to be answered as `{ ok: false, error_code, description, parameters? }`. */
export type Refusal = Error & { code: number; parameters?: { retry_after?: number } };

/** An error the caller is to see: Telegram's own code and text. */
export function refusal(code: number, description: string, parameters?: Refusal['parameters']): Refusal {
  return Object.assign(new Error(description), { name: 'Refusal', code, parameters });
}

/** 400 with Telegram's prefix. */
export const badRequest = (text: string): Refusal => refusal(400, `Bad Request: ${text}`);

/** 403 with Telegram's prefix. */
export const forbidden = (text: string): Refusal => refusal(403, `Forbidden: ${text}`);

/** 429 with `parameters.retry_after` in seconds. */
export const tooManyRequests = (seconds: number): Refusal =>
  refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && error.name === 'Refusal' && 'code' in error;
