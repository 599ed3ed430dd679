#!/usr/bin/env node
// `npm run faults [-- F1 F3 …] [-- --quick]`: what can go wrong goes wrong, and the product must bear it.
import { loadBuilt } from './setup/load-built.mjs';

await loadBuilt();
const { runFaults } = await import('../faults/run-faults.ts');
process.exit((await runFaults(process.argv.slice(2))) ? 0 : 1);
