import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { v7 as newId } from 'uuid';
import type * as AnswerObjection from '../src/domain/credit/answer-objection.ts';
import type * as DecideAccess from '../src/domain/credit/decide-access.ts';
import type * as OpenFile from '../src/domain/credit/open-file.ts';
import type * as ReadDocument from '../src/domain/credit/read-document.ts';
import type * as DutiesOverview from '../src/domain/duties/duties-overview.ts';
import type * as ArrangeInterview from '../src/domain/interviews/arrange-interview.ts';
import type * as DecideInterview from '../src/domain/interviews/decide-interview.ts';
import type * as Proposals from '../src/domain/interviews/proposals.ts';
import type * as ReadInterviews from '../src/domain/interviews/read-interviews.ts';
import type * as ReadRecord from '../src/domain/interviews/read-record.ts';
import type * as BrowseRoster from '../src/domain/people/browse-roster.ts';
import type * as DecideLeave from '../src/domain/people/decide-leave.ts';
import type * as DeclareRelatives from '../src/domain/people/declare-relatives.ts';
import type * as FindPeople from '../src/domain/people/find-people.ts';
import type * as IssueInvitations from '../src/domain/people/issue-invitations.ts';
import type * as MemberKinds from '../src/domain/people/member-kinds.ts';
import type { Actor } from '../src/domain/people/rules.ts';
import type * as DecideRecognition from '../src/domain/recognitions/decide.ts';
import type * as ProposeRecognition from '../src/domain/recognitions/propose.ts';
import type * as CheckSanction from '../src/domain/sanctions/check.ts';
import type * as RecordSanction from '../src/domain/sanctions/record.ts';
import type * as OpenItem from '../src/domain/rectifications/open-item.ts';
import type * as ReadItems from '../src/domain/rectifications/read-items.ts';
import type * as ReviewItem from '../src/domain/rectifications/review-item.ts';
import type { RulePack } from '../src/domain/rules/rule-pack.ts';
import type * as DecideHours from '../src/domain/study/decide-hours.ts';
import type * as HoursOverview from '../src/domain/study/hours-overview.ts';
import type { Db } from '../src/db/client.ts';
import type { Subject } from './two-townships.ts';

/**
 * Every verb by which a door reads or decides about other people, of a compiled product: as an actor who is taken for more
 * than they are, so that whatever the application asks of them is fulfilled, about one subject.
 */
export async function loadVerbs(build: string) {
  const load = (path: string): Promise<unknown> =>
    import(pathToFileURL(join(build, 'domain', `${path}.js`)).href);
  const openFile = (await load('credit/open-file')) as typeof OpenFile;
  const document = (await load('credit/read-document')) as typeof ReadDocument;
  const access = (await load('credit/decide-access')) as typeof DecideAccess;
  const objections = (await load('credit/answer-objection')) as typeof AnswerObjection;
  const interviews = (await load('interviews/read-interviews')) as typeof ReadInterviews;
  const records = (await load('interviews/read-record')) as typeof ReadRecord;
  const approvals = (await load('interviews/decide-interview')) as typeof DecideInterview;
  const proposals = (await load('interviews/proposals')) as typeof Proposals;
  const arranging = (await load('interviews/arrange-interview')) as typeof ArrangeInterview;
  const items = (await load('rectifications/read-items')) as typeof ReadItems;
  const opening = (await load('rectifications/open-item')) as typeof OpenItem;
  const reviewing = (await load('rectifications/review-item')) as typeof ReviewItem;
  const duties = (await load('duties/duties-overview')) as typeof DutiesOverview;
  const recognitions = (await load('recognitions/decide')) as typeof DecideRecognition;
  const proposing = (await load('recognitions/propose')) as typeof ProposeRecognition;
  const checking = (await load('sanctions/check')) as typeof CheckSanction;
  const recording = (await load('sanctions/record')) as typeof RecordSanction;
  const leave = (await load('people/decide-leave')) as typeof DecideLeave;
  const relatives = (await load('people/declare-relatives')) as typeof DeclareRelatives;
  const people = (await load('people/find-people')) as typeof FindPeople;
  const roster = (await load('people/browse-roster')) as typeof BrowseRoster;
  const invitations = (await load('people/issue-invitations')) as typeof IssueInvitations;
  const kinds = (await load('people/member-kinds')) as typeof MemberKinds;
  const hours = (await load('study/decide-hours')) as typeof DecideHours;
  const overview = (await load('study/hours-overview')) as typeof HoursOverview;

  /** What names one subject. Reads come first: a look that was granted to somebody would show more afterwards. */
  const about = (db: Db, actor: Actor, of: Subject, unitId: string, pack: RulePack, now: Date) => {
    const { personId } = of;
    const question = { id: newId(), personId, purpose: 'routine-check', reason: null } as const;
    const plan = {
      id: newId(),
      kind: 'routine',
      personId,
      startsAt: new Date(now.getTime() + 86_400_000),
      place: 'here',
    };
    const draft = {
      id: newId(),
      personId,
      interviewId: null,
      text: 'x',
      dueOn: '2026-12-20',
      reviewerId: actor.personId,
    };
    const good = { id: newId(), personId, kind: 'commendation', text: 'x', objectionId: null } as const;
    const sanction = {
      id: newId(),
      personId,
      kind: pack.sanctions[0]?.id ?? '',
      organ: 'Organ',
      documentNo: 'X〔2026〕9号',
      decidedOn: '2026-11-02',
    };
    const kin = {
      id: newId(),
      personId,
      relativeId: actor.personId,
      kind: pack.recusal.relatives[0]?.id ?? '',
    };
    return {
      findPerson: () => people.findPerson(db, actor, 'file.read', personId, now),
      findPeople: () => people.findPeople(db, actor, 'file.read', of.marker, now),
      browseRoster: () => roster.browseRoster(db, actor, unitId, { offset: 0, limit: 20 }, now),
      openFile: () => openFile.openFile(db, actor, question, pack, now),
      lookAgain: () => openFile.lookAgain(db, actor, personId, pack, now),
      lookAtSection: () => openFile.lookAtSection(db, actor, { personId, section: 'recognition' }, pack, now),
      readDocument: () => document.readDocument(db, actor, { personId, action: 'file.export' }, pack, now),
      readAccessRequest: () => access.readAccessRequest(db, actor, of.request, now),
      checkAnswerer: () => objections.checkAnswerer(db, actor, of.objection, now),
      readObjection: () => objections.readObjection(db, actor, of.objection, now),
      readInterview: () => interviews.readInterview(db, actor, of.interview, now),
      openRecord: () => records.openRecord(db, actor, of.interview, now),
      readToDecide: () => approvals.readToDecide(db, actor, of.interview, pack, now),
      readProposal: () => proposals.readProposal(db, actor, of.proposal, pack, now),
      readItem: () => items.readItem(db, actor, of.item, now),
      listItems: () => items.listItems(db, actor, { of: 'person', personId }, 0, now),
      readTrail: () => items.readTrail(db, actor, of.item, 0, now),
      readEvidence: () => items.readEvidence(db, actor, of.evidence, now),
      readOpenDuties: () => duties.readOpenDuties(db, actor, pack, unitId, now),
      readRecognition: () => recognitions.readRecognition(db, actor, of.recognition, now),
      readSanction: () => checking.readSanction(db, actor, of.sanction, now),
      listOpenObjections: () => proposing.listOpenObjections(db, actor, personId, now),
      readLeave: () => leave.readLeave(db, actor, of.leave, now),
      readWaiting: () => hours.readWaiting(db, actor, of.hours, now),
      readRelatives: () => relatives.readRelatives(db, actor, personId, 0, now),
      readMembership: () => kinds.readMembership(db, actor, personId, now),
      decideAccess: () => access.decideAccess(db, actor, of.request, { verdict: 'approved' }, pack, now),
      answerObjection: () =>
        objections.answerObjection(db, actor, of.objection, { verdict: 'not-upheld', text: 'x' }, pack, now),
      decideInterview: () =>
        approvals.decideInterview(db, actor, { id: of.interview, reason: null }, pack, now),
      dismissProposal: () =>
        proposals.dismissProposal(db, actor, { id: of.proposal, reason: 'x' }, pack, now),
      arrangeInterview: () => arranging.arrangeInterview(db, actor, plan, pack, now),
      openItem: () => opening.openItem(db, actor, draft, now),
      takeOver: () => reviewing.takeOver(db, actor, of.item, now),
      closeItem: () => reviewing.closeItem(db, actor, of.item, now),
      decideRecognition: () =>
        recognitions.decideRecognition(db, actor, of.recognition, { verdict: 'approved' }, pack, now),
      proposeRecognition: () => proposing.proposeRecognition(db, actor, good, pack, now),
      checkSanction: () =>
        checking.checkSanction(db, actor, of.sanction, { verdict: 'confirmed' }, pack, now),
      recordSanction: () => recording.recordSanction(db, actor, sanction, pack, now),
      decideLeave: () => leave.decideLeave(db, actor, of.leave, { verdict: 'approved' }, now),
      decideHours: () => hours.decideHours(db, actor, of.hours, { verdict: 'confirmed' }, now),
      confirmSameMeeting: () => hours.confirmSameMeeting(db, actor, of.hours, now),
      declareRelative: () => relatives.declareRelative(db, actor, kin, pack, now),
      issueInvitation: () => invitations.issueInvitation(db, actor, personId, now),
      setMemberKind: () =>
        kinds.setMemberKind(db, actor, { personId, kind: 'civil-servant', holds: true }, now),
    };
  };

  /** Lists and counts over everybody the actor is taken to look after. */
  const over = (db: Db, actor: Actor, pack: RulePack, now: Date) => ({
    listWaitingAccess: () => access.listWaitingAccess(db, actor, now),
    listAnswerable: () => objections.listAnswerable(db, actor, now),
    listInterviews: () => interviews.listInterviews(db, actor, now),
    listToApprove: () => approvals.listToApprove(db, actor, pack, now),
    listProposals: () => proposals.listProposals(db, actor, pack, now),
    deskItems: () => items.listItems(db, actor, { of: 'desk' }, 0, now),
    listWaitingRecognitions: () => recognitions.listWaitingRecognitions(db, actor, now),
    listWaitingSanctions: () => checking.listWaitingSanctions(db, actor, now),
    listWaitingLeave: () => leave.listWaitingLeave(db, actor, now),
    listWaiting: () => hours.listWaiting(db, actor, 0, now),
    readDutyCounts: () => duties.readDutyCounts(db, actor, pack, 0, now),
    readHoursOverview: () => overview.readHoursOverview(db, actor, pack, now),
  });
  return { about, over };
}
