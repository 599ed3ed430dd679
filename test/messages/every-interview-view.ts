import * as inquiries from '../../src/messages/inquiries.ts';
import * as orders from '../../src/messages/interview-orders.ts';
import * as proposals from '../../src/messages/interview-proposals.ts';
import * as records from '../../src/messages/interview-records.ts';
import { interviewDetailView, type InterviewView } from '../../src/messages/interviews.ts';
import type { Language, View } from '../../src/messages/view.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');

/** Everything about ordering, moving and recording interviews that has buttons. */
export function everyInterviewView(
  l: Language,
  interview: InterviewView,
  names: readonly records.LineName[],
): View[] {
  const order = {
    ...interview,
    kindName: '任前廉政谈话',
    isWritten: false,
    ordererName: '王试明',
    approveBy: LATER,
    decidedByName: null,
    decisionReason: null,
    hasRecord: true,
  };
  const proposal = {
    ...order,
    triggerName: '新任职务，任前谈话',
    source: '本县规则',
    verified: false,
    dueOn: '2026-12-20',
  };
  const fields = names.map(({ id }) => ({ id, value: id === 'held-at' ? LATER.toISOString() : '张样一' }));
  const record: records.RecordView = {
    id: interview.id,
    personName: '张样一',
    own: true,
    state: 'recorded',
    isWritten: false,
    statementDueAt: LATER,
    fields,
    sealed: null,
    additions: [],
  };
  const statement = { kind: 'given', text: '我有不同意见。' } as const;
  const sealed = {
    ...record,
    state: 'held',
    sealed: { statement, at: NOW, hash: 'a'.repeat(64), late: true },
    additions: [{ text: '补充一点。', at: LATER }],
  };
  return [
    orders.interviewApprovalView(l, order, NOW),
    orders.interviewApprovalView(l, { ...order, isWritten: true }, NOW, true),
    orders.refuseAskView(l, '张样一'),
    orders.refuseAskView(l, '张样一', true),
    orders.interviewDecisionView(l, order),
    orders.waitingListView(l, [order, order]),
    orders.waitingListView(l, []),
    orders.interviewAskedView(l, interview.id, '张样一', ['刘试芳', '王试明']),
    orders.moveTimeAskView(l, '张样一', [NOW, LATER, LATER, LATER]),
    orders.movePreviewView(l, interview, LATER, 'abcdefgh'),
    orders.keepAskView(l, interview),
    orders.movedView(l, interview),
    interviewDetailView(l, { ...order, state: 'held' }, '任前廉政谈话', NOW),
    interviewDetailView(l, { ...order, state: 'move-asked' }, '任前廉政谈话', NOW),
    interviewDetailView(l, { ...order, minutes: 0, state: 'announced' }, '函询', LATER),
    inquiries.inquiryNotice(l, { ...interview, state: 'announced' }, NOW),
    inquiries.inquiryNotice(l, { ...interview, state: 'announced', startsAt: NOW }, LATER, true),
    inquiries.inquiryAskView(l, { parts: 0, length: 0, most: 2500, tooLong: false }),
    inquiries.inquiryAskView(l, { parts: 9, length: 2400, most: 2500, tooLong: true }),
    inquiries.inquiryPreview(l, '答复', true, 'abcdefgh'),
    inquiries.inquirySubmitted(l),
    proposals.proposalListView(l, [proposal, proposal]),
    proposals.proposalListView(l, []),
    proposals.proposalView(l, proposal),
    proposals.dismissAskView(l, '张样一'),
    proposals.dismissAskView(l, '张样一', true),
    proposals.dismissedView(l, true),
    records.recordKnownView(l, fields, names),
    records.recordContentAsk(l),
    records.recordFollowUpAsk(l),
    records.recordPreview(l, fields, names, 'abcdefgh'),
    records.recordedView(l, record, true),
    records.recordedView(l, { ...record, statementDueAt: null }, false),
    records.recordView(l, record, names, NOW),
    records.recordView(l, sealed, names, NOW),
    records.recordView(l, { ...sealed, own: false }, names, NOW),
    records.recordToldView(l, { ...sealed, own: false }),
    records.recordToldView(l, { ...sealed, additions: [] }),
    records.agreeAskView(l, interview.id),
    records.statementAskView(l, true),
    records.statementAskView(l, false),
    records.statementProblemView(l, 500),
    records.statementPreview(l, '我有不同意见。', 'abcdefgh'),
    records.statementStored(l, interview.id, false),
    records.statementStored(l, interview.id, true),
  ];
}
