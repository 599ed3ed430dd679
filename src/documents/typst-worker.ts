import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { TypstTask } from './compile-typst.ts';

const CONTENT = new URL('../../content/', import.meta.url);

/** Compiles one document and hands its bytes over. Compiling is synchronous, which is why it is not done where the bot is. */
const { template, data } = workerData as TypstTask;
const compiler = NodeCompiler.create({
  fontArgs: [{ fontPaths: [fileURLToPath(new URL('fonts/', CONTENT))] }],
});
const mainFileContent = readFileSync(new URL(`documents/${template}.typ`, CONTENT), 'utf8');
const pdf = Uint8Array.from(
  // PDF/A, for archives: with its fonts, its text to be searched, and its structure to be read aloud.
  compiler.pdf({ mainFileContent, inputs: { data: JSON.stringify(data) } }, { pdfStandard: 'a-2a' }),
);
compiler.evictCache(5);
parentPort?.postMessage(pdf, [pdf.buffer]);
