#!/usr/bin/env node
/**
 * Verifies an exported ledger without the system it comes from: Node.js and this page are all that is needed.
 *
 *   node verify-ledger.mjs export.jsonl [anchor-000001-2026-11-27.txt …] [--key <id>.pub.pem]
 *
 * The export (`cli ledger export`) has one entry a line as JSON, each person's in the order of `seq`:
 *   id, person, seq, kind, nature, occurred, recorded, source, sourceId, rules, by, confirmed, data, prev, hash
 * Times are UTC to the microsecond; `by` and `confirmed` are ids or "-"; `data` is JSON as text, exactly as it was hashed.
 * What is hashed is this text, a field a line, in this order, with line breaks between and none at the end:
 *   the prev hash ("" for the first) · "qingfeng-ledger-1" · id · person · seq · kind · nature · occurred · recorded · source ·
 *   sourceId · rules · by · confirmed · data
 * hash = SHA-256 of it as UTF-8, in hex. seq counts from 1, prev is the hash of the entry before.
 *
 * An anchor (sent to the auditors every night) is a text whose last line is "signature <key id> <base64>". What stands before
 * that line, without its line break, is signed with Ed25519. Its lines "person seq hash" say where chains ended that day, so
 * a chain that is shorter now, or has another hash there, was cut or made anew. Its line "before" is the SHA-256 of
 * the anchor before. The public key lies beside the anchors; whoever does not trust that folder keeps a copy of it.
 *
 * Prints the first bad entry of each broken chain and exits with 1; with 0 when all is sound; with 2 when it cannot be read.
 */
import { createHash, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const canonical = (e) =>
  ['qingfeng-ledger-1', e.id, e.person, e.seq, e.kind, e.nature, e.occurred, e.recorded]
    .concat([e.source, e.sourceId, e.rules, e.by, e.confirmed, e.data])
    .join('\n');

const faults = new Map();
const fault = (person, seq, kind, recorded, what) => {
  const known = faults.get(person);
  if (!known || seq < known.seq) faults.set(person, { person, seq, kind, recorded, what });
};

/** The heads that sound anchors name: person → [{ seq, hash, day }]; undefined when an anchor is bad. */
function readAnchors(paths, key) {
  const heads = new Map();
  const anchors = paths.map((path) => {
    const content = readFileSync(path, 'utf8');
    const [, text, keyId, signature] = /^([\s\S]+)\nsignature ([0-9a-f]+) (\S+)\n$/.exec(content) ?? [];
    if (text === undefined) throw new Error(`${path} is no anchor`);
    const field = (name) => new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1] ?? '';
    return {
      path,
      text,
      keyId,
      signature,
      number: Number(field('number')),
      day: field('day'),
      before: field('before'),
    };
  });
  anchors.sort((a, b) => a.number - b.number);
  let bad = 0;
  for (const [i, anchor] of anchors.entries()) {
    const { path, text, signature, number, day, before } = anchor;
    const follows = anchors[i - 1]?.number === number - 1 ? before === sha256(anchors[i - 1].text) : true;
    const signed =
      key === undefined || verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
    if (!signed || !follows) {
      bad += 1;
      console.log(
        `${path}: ${signed ? 'it does not follow the anchor before' : 'it is not what was signed'}`,
      );
      continue;
    }
    for (const line of text.split('\n').slice(7)) {
      const [person, seq, hash] = line.split(' ');
      heads.set(person, [...(heads.get(person) ?? []), { seq: Number(seq), hash, day }]);
    }
  }
  return { heads, bad };
}

async function main(args) {
  const at = args.indexOf('--key');
  const key = at < 0 ? undefined : readFileSync(args[at + 1], 'utf8');
  const [file, ...anchorFiles] = at < 0 ? args : args.toSpliced(at, 2);
  if (file === undefined)
    throw new Error('usage: verify-ledger.mjs <export.jsonl> [anchors …] [--key <public key>]');
  const { heads, bad } = readAnchors(anchorFiles, key);
  const seen = new Map();
  const ended = new Set();
  let [entries, person, last] = [0, undefined, undefined];
  const end = () => {
    if (person === undefined) return;
    ended.add(person);
    for (const { seq, day } of heads.get(person) ?? [])
      if (seq > last.seq)
        fault(person, last.seq + 1, '-', last.recorded, `missing; the chain had ${seq} entries on ${day}`);
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line === '') continue;
    const e = JSON.parse(line);
    entries += 1;
    if (e.person !== person) {
      end();
      if (ended.has(e.person))
        fault(e.person, e.seq, e.kind, e.recorded, 'stands apart from the rest of its chain');
      [person, last] = [e.person, { seq: 0, hash: '', recorded: '-' }];
    }
    if (sha256(`${e.prev}\n${canonical(e)}`) !== e.hash)
      fault(person, e.seq, e.kind, e.recorded, 'changed: it does not match its own hash');
    else if (e.seq !== last.seq + 1)
      fault(person, e.seq, e.kind, e.recorded, `out of place: ${last.seq} comes before it`);
    else if (e.prev !== last.hash)
      fault(person, e.seq, e.kind, e.recorded, 'does not follow the entry before it');
    const anchored = heads.get(person)?.find(({ seq }) => seq === e.seq);
    if (anchored && anchored.hash !== e.hash)
      fault(person, e.seq, e.kind, e.recorded, `not what was anchored on ${anchored.day}`);
    last = e;
    seen.set(person, e.seq);
  }
  end();
  // Of an export of everybody; one person's file says nothing about the chains of others.
  if (seen.size > 1)
    for (const [who, [first]] of heads)
      if (!seen.has(who)) fault(who, 1, '-', '-', `missing; the chain was there on ${first.day}`);
  for (const { person: who, seq, kind, recorded, what } of faults.values())
    console.log(`${who} entry ${seq} (${kind}, recorded ${recorded}): ${what}`);
  console.log(
    `${entries} entries in ${seen.size} chains, ${faults.size} broken; ${anchorFiles.length} anchors, ${bad} bad`,
  );
  return faults.size + bad > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
