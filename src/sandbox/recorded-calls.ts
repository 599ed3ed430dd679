import { isUpload } from './api/upload.ts';
import type { RecordedCall } from './protocol.ts';

const RING = 20_000;

export type RecordedCalls = {
  add(call: Omit<RecordedCall, 'n'>): void;
  /** Calls after number `n`, oldest first. */
  since(n: number): RecordedCall[];
};

/** A parameter as it is kept: the bytes of a file are left out. */
const kept = (value: unknown): unknown =>
  isUpload(value) ? { upload: value.name, mimeType: value.mimeType, size: value.bytes.length } : value;

/** The last 20,000 Bot API calls with their answers. */
export function createRecordedCalls(): RecordedCalls {
  let calls: RecordedCall[] = [];
  let last = 0;
  return {
    add(call) {
      const params = Object.fromEntries(
        Object.entries(call.params).map(([name, value]) => [name, kept(value)]),
      );
      calls.push({ n: ++last, ...call, params });
      if (calls.length > RING * 1.1) calls = calls.slice(-RING);
    },
    since: (n) => calls.slice(-RING).filter((call) => call.n > n),
  };
}
