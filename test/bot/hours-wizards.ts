import { v7 as newId } from 'uuid';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BRANCH_SECRETARY, CADRE, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;

/** How somebody records their study, how it is sent back, and when the daily card is to come. */
export function hoursWizardsOf({ inspector, pack, clock }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  const [kind] = pack.hourRecords.evidence;
  let taken = 0;

  const record: Wizard = {
    flow: 'hours',
    account: () => Promise.resolve(CADRE),
    steps: [
      {
        async go(person) {
          await person.send('/hours');
          return person.press(w.hours.record);
        },
        shows: firstLine(w.hours.kindAsk('')),
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press(kind?.name.zh ?? ''),
        shows: firstLine(w.hours.dayAsk),
        wrong: [
          ['last week', w.hours.dayProblem('last week')],
          ['2099-01-01', w.hours.dayFuture],
          ['2020-01-01', w.hours.dayOther],
        ],
      },
      {
        go: (person) => person.send('11-20'),
        shows: firstLine(w.hours.amountAsk('')),
        wrong: [
          ['a while', w.hours.amountProblem('a while')],
          ['900', w.hours.amountMost(pack.hourRecords.mostHours)],
        ],
      },
      {
        go: (person) => person.send('2天'),
        shows: firstLine(w.hours.topicAsk),
        wrong: [
          ['x'.repeat(61), w.hours.topicProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send(`Study number ${(taken += 1)}`),
        shows: w.hours.previewTitle,
        wrong: [['something else', w.people.useButtons]],
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.hours.recorded),
    count: () => countOf(sql`select 1 from study_hours where topic like 'Study number %'`),
  };

  let entryId = '';
  const reject: Wizard = {
    flow: 'hours-reject',
    async account() {
      entryId = newId();
      await sql`
        insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, recorded_by, rule_pack_version, recorded_at)
        select ${entryId}, id, '2026-11-20', 8, 'concentrated', ${entryId}, ${newId()}, id, ${pack.version}, ${clock.now()}
        from people where staff_no = 'QS-018'`;
      return BRANCH_SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('hours.reject', entryId)),
        shows: '请写一句原因',
        wrong: [
          ['x'.repeat(101), w.hours.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('It was cancelled'),
    finished: w.hours.rejected('林例平'),
    count: () => countOf(sql`select 1 from study_hour_decisions where verdict = 'rejected'`),
  };
  const fresh = new Set<number>();
  const time: Wizard = {
    flow: 'card-time',
    async account() {
      const rows = await sql<{ id: number }[]>`
        select a.telegram_id::float8 as id from telegram_accounts a join people p on p.id = a.person_id
        where a.revoked_at is null and a.unreachable_at is null and p.language = 'zh'
          and exists (select 1 from posts o where o.person_id = p.id and o.ends_on is null and 'cadre' = any(o.roles))
          and not exists (select 1 from card_times t where t.person_id = p.id) order by p.staff_no desc`;
      const found = rows.find(({ id }) => !fresh.has(id));
      if (!found) throw new Error('nobody is left for this wizard');
      fresh.add(found.id);
      return found.id;
    },
    steps: [
      {
        go: (person) => person.pressData('study.time'),
        shows: firstLine(w.study.timeTitle),
        wrong: [['in the evening', w.study.timeProblem('in the evening')]],
      },
    ],
    finish: (person) => person.send('18:45'),
    finished: w.study.timeSet('18:45'),
    count: () => countOf(sql`select 1 from card_times where at = '18:45'`),
  };
  return [record, reject, time];
}
