import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { drawPoster } from './draw-poster.ts';
import type { PosterFacts } from './opinion-poster.ts';

/** Draws one poster and hands its bytes over. */
const resvg = new Resvg(drawPoster(workerData as PosterFacts), { font: { loadSystemFonts: false } });
const png = Uint8Array.from(resvg.render().asPng());
parentPort?.postMessage(png, [png.buffer]);
