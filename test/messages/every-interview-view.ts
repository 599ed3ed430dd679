import * as orders from '../../src/messages/interview-orders.ts';
import type { InterviewView } from '../../src/messages/interviews.ts';
import type { Language, View } from '../../src/messages/view.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');

/** Everything about ordering, moving and recording interviews that has buttons. */
export function everyInterviewView(l: Language, interview: InterviewView): View[] {
  const order = {
    ...interview,
    kindName: '任前廉政谈话',
    isWritten: false,
    ordererName: '王试明',
    approveBy: LATER,
    decidedByName: null,
    decisionReason: null,
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
  ];
}
