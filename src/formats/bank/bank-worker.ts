import { serveWorker } from '../table/serve-worker.ts';
import { readBankTask, type BankTask } from './read-bank-task.ts';

serveWorker((task: BankTask, opened, need) =>
  readBankTask(task, opened, async () => (await need()) as readonly string[]),
);
