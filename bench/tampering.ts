export type Tampering = {
  what: string;
  /** The place of its person on the ground. */
  person: number;
  /** The entry that has to be named. */
  seq: number;
  sql: string;
};

/**
 * What somebody with the server in their hands does to five chains, one after the other from a person on.
 * @param scale chains have at least ten times as many entries
 */
export function tamperingsOf(firstPerson: number, scale: number): Tampering[] {
  const [altered, deleted, before, swapped, last] = [4 * scale, 5 * scale, 6 * scale, 7 * scale, 9 * scale];
  const ways = [
    {
      what: 'altered',
      seq: altered,
      sql: `update ledger_entries set data = '{"text": "y"}' where {who} and seq = ${altered}`,
    },
    { what: 'deleted', seq: deleted + 1, sql: `delete from ledger_entries where {who} and seq = ${deleted}` },
    {
      what: 'inserted',
      seq: before + 1,
      sql: `update ledger_entries set seq = seq + 1000 where {who} and seq > ${before};
        update ledger_entries set seq = seq - 999 where {who} and seq > 1000;
        insert into ledger_entries
        select (jsonb_populate_record(e, jsonb_build_object('id', uuidv7(), 'seq', ${before + 1}, 'source_id', uuidv7()))).*
        from ledger_entries e where {who} and seq = ${before}`,
    },
    {
      what: 'swapped',
      seq: swapped,
      sql: `update ledger_entries set seq = -1 where {who} and seq = ${swapped};
        update ledger_entries set seq = ${swapped} where {who} and seq = ${swapped + 1};
        update ledger_entries set seq = ${swapped + 1} where {who} and seq = -1`,
    },
    {
      what: 'tail cut, with its head',
      seq: last + 1,
      sql: `delete from ledger_entries where {who} and seq > ${last};
        update ledger_heads h set seq = ${last}, hash = e.hash from ledger_entries e where h.{who} and e.{who} and e.seq = ${last}`,
    },
  ];
  return ways.map(({ what, seq, sql }, i) => {
    const person = firstPerson + i;
    return { what, person, seq, sql: sql.replaceAll('{who}', `person_id = md5('person${person}')::uuid`) };
  });
}
