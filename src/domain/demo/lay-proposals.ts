import { listExported } from '../questions/export-questions.ts';
import { confirmImport, keepImport } from '../questions/propose-questions.ts';
import { dayOf } from '../schedule/calendar.ts';
import { actorOn, hasRole } from './demo-person.ts';
import type { County, Scene } from './scene.ts';
import { momentOf } from './timeline.ts';

const QUESTIONS = 3;
const FILE = 'question-bank.xlsx';

/** Yesterday's file of the county's editor: some questions rated harder, which wait for somebody else's answer. */
export async function layProposals({ tx, time, ids }: Scene, { people }: County): Promise<void> {
  const at = momentOf(time, 1, '16:20');
  const editor = people.find((person) => hasRole(person, ['editor'], dayOf(at)));
  if (!editor) return;
  const questions = (await listExported(tx))
    .filter(({ difficulty, content }) => difficulty === 1 && content.type === 'single')
    .slice(0, QUESTIONS)
    .map((question, i) => ({ ...question, line: i + 2, difficulty: 2 }));
  const id = ids(at);
  const draft = {
    format: 'xlsx',
    questions,
    likes: [],
    problems: [],
    problemCount: 0,
    warnings: [],
    documentId: null,
  };
  const actor = actorOn(editor, dayOf(at));
  await keepImport(tx, actor, { id, fileName: FILE, draft }, at);
  await confirmImport(tx, actor, id, at);
}
