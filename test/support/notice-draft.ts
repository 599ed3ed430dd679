import { v7 as newId } from 'uuid';
import { EMPTY_AUDIENCE } from '../../src/domain/notices/audience.ts';
import type { NoticeDraft } from '../../src/domain/notices/draft.ts';

/** A plain notice to everybody of these units, now; what a test is about it says itself. */
export const noticeDraft = (unitIds: readonly string[], change: Partial<NoticeDraft> = {}): NoticeDraft => ({
  id: newId(),
  kind: 'notice',
  text: '今晚有强降雨，请各村安排值守。',
  html: null,
  fileId: null,
  templateId: null,
  audience: { ...EMPTY_AUDIENCE, unitIds: [...unitIds] },
  check: null,
  urgentReason: null,
  sendAt: null,
  repeat: null,
  deadlineWorkingDays: null,
  inDigest: false,
  ...change,
});
