import { serveWorker } from '../table/serve-worker.ts';
import { readBankTask } from './read-bank-task.ts';

serveWorker(readBankTask);
