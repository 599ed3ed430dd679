import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import type { CardFacts } from './credit-card.ts';
import { drawCard } from './draw-card.ts';

/** Draws one card and hands its bytes over. Drawing takes a core for a tenth of a second, which is why it is not done where the bot is. */
const svg = drawCard(workerData as CardFacts);
const resvg = new Resvg(svg, { font: { loadSystemFonts: false } });
const png = Uint8Array.from(resvg.render().asPng());
parentPort?.postMessage(png, [png.buffer]);
