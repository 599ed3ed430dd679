// A roll-up in a process of its own, to be killed: run-night.mjs <folder of the compiled product> <address of the database> <instant>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [build = '', url = '', at = ''] = process.argv.slice(2);
const fromBuild = (path) => import(pathToFileURL(join(build, path)).href);
const { openDatabase } = await fromBuild('db/client.js');
const { loadRulePack } = await fromBuild('domain/rules/load-rule-pack.js');
const { rollUpNight } = await fromBuild('domain/credit/roll-up.js');
const now = new Date(at);
const database = openDatabase({ url, max: 2, name: 'fault-night', answerWithinS: 600 });
const json = JSON.parse(readFileSync(join(build, '../content/rules/default.json'), 'utf8'));
const pack = await loadRulePack(database.db, json, now);
process.send?.({ type: 'ready' });
const start = performance.now();
const result = await rollUpNight(database.db, pack, now);
await database.close();
process.send?.({ type: 'done', ms: performance.now() - start, result });
