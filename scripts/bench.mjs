#!/usr/bin/env node
// `npm run bench -- [name …] [--quick]`: measures the compiled product beside its anchors.
import { loadBuilt } from './setup/load-built.mjs';

await loadBuilt();
const { runBenches } = await import('../bench/run-benches.ts');
process.exit((await runBenches(process.argv.slice(2))) ? 0 : 1);
