/** A file that came with a multipart call, standing where the Bot API says InputFile. */
export type Upload = { kind: 'upload'; name: string; mimeType: string; bytes: Uint8Array };

/** Whether a parameter is an uploaded file. */
export const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  value.kind === 'upload' &&
  'bytes' in value &&
  value.bytes instanceof Uint8Array;
