import { refuseFile, type QuestionBankResult } from './bank/collect-questions.ts';
import { readBankTask, type BankTask, type ListExisting, type ReadBank } from './bank/read-bank-task.ts';
import { checkFile, startsWith } from './table/check-file.ts';
import { listWorkbook } from './table/read-xlsx.ts';
import { runWorker, workerBeside } from './table/run-worker.ts';
import { TABLE_LIMITS } from './table/table-limits.ts';

/** What is read at once by whoever asks, in bytes or characters: a few milliseconds of work. */
const SMALL = 16 * 1024;
/** Five thousand questions take seconds: to unpack, and to make sense of. What does harm is refused before either. */
const OPENING_MS = 10_000;
const SHAPING_MS = 20_000;
const LIMITS = {
  workbook: { heapMb: TABLE_LIMITS.heapMb, timeoutMs: OPENING_MS, openedTimeoutMs: SHAPING_MS },
  text: { heapMb: TABLE_LIMITS.heapMb, timeoutMs: SHAPING_MS },
};

/**
 * Reads a file of questions from a stranger's hand: GIFT, Aiken, Moodle XML, CSV, XLSX, or plain text as it is laid out in
 * China. What the bytes hold decides, then the ending of the name. All or nothing: one bad question and there are none,
 * but every problem of the file is listed. All but small texts are read in a process of its own, with limits.
 * @param fileName as the sender called it
 */
export async function readQuestionBank(bytes: Uint8Array, fileName: string): Promise<QuestionBankResult> {
  return (await compareQuestionBank(bytes, fileName, () => Promise.resolve([]))).bank;
}

/**
 * The same, with what in it is nearly there already.
 * @param listExisting what is asked by the questions that are there (askedText); asked for only when the file is in order
 */
export async function compareQuestionBank(
  bytes: Uint8Array,
  fileName: string,
  listExisting: ListExisting,
): Promise<ReadBank> {
  const problem = checkFile(bytes, fileName, TABLE_LIMITS);
  if (problem) return refuse(null, { code: 'file', problem });
  if (startsWith(bytes, '504b')) {
    const listing = listWorkbook(bytes, TABLE_LIMITS);
    if (!listing.ok) return refuse('xlsx', { code: 'file', problem: listing.problem });
    const task = { bytes, fileName, entries: listing.entries };
    return (
      (await readApart(task, LIMITS.workbook, listExisting)) ??
      refuse('xlsx', { code: 'file', problem: { code: 'too-complex' } })
    );
  }
  const { textBytes } = TABLE_LIMITS;
  if (bytes.length > textBytes)
    return refuse(null, { code: 'file', problem: { code: 'file-too-big', limitBytes: textBytes } });
  const task = { bytes, fileName, entries: null };
  if (bytes.length > SMALL) return readTextApart(task, listExisting);
  // A small text is soon read, but not soon compared with a whole bank.
  const { bank } = await readHere(task, []);
  if (!bank.ok) return { bank, likes: [] };
  const existing = await listExisting();
  const size = existing.reduce((sum, text) => sum + text.length, bytes.length);
  return size <= SMALL ? readHere(task, existing) : readTextApart(task, () => Promise.resolve(existing));
}

const refuse = (format: 'xlsx' | null, problem: Parameters<typeof refuseFile>[1]): ReadBank => ({
  bank: refuseFile(format, problem),
  likes: [],
});

const readHere = (task: BankTask, existing: readonly string[]): Promise<ReadBank> =>
  readBankTask(
    task,
    () => undefined,
    () => Promise.resolve(existing),
  );

const readTextApart = async (task: BankTask, listExisting: ListExisting): Promise<ReadBank> =>
  (await readApart(task, LIMITS.text, listExisting)) ??
  refuse(null, { code: 'file', problem: { code: 'too-complex' } });

const readApart = (
  task: BankTask,
  limits: Parameters<typeof runWorker>[2],
  listExisting: ListExisting,
): Promise<ReadBank | null> =>
  runWorker<ReadBank>(workerBeside(import.meta.url, './bank/bank-worker'), task, limits, listExisting);
