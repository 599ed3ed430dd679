import { shorten } from '../../roster/shorten.ts';
import type { BankFault, BankWarning } from '../bank-problem.ts';
import type { Draft, Drafts } from '../draft.ts';
import { readCategory } from '../gift/gift-notes.ts';
import { moodleContent } from './moodle-content.ts';
import { moodleText } from './moodle-text.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlNode } from './parse-xml.ts';

const IS_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const PICTURE = /<img\b|@@PLUGINFILE@@|<(?:audio|video|object|iframe)\b/i;

/** Reads the questions of a Moodle XML file (docs.moodle.org/en/Moodle_XML_format) that are not hidden. */
export function readMoodle(questions: readonly { node: XmlNode; line: number }[]): Drafts {
  const drafts: Draft[] = [];
  const warnings: BankWarning[] = [];
  let topic = '';
  for (const { node, line } of questions) {
    const type = attributeOf(node, 'type');
    if (type === 'category') topic = readCategory(textOf(childOf(childOf(node, 'category'), 'text')));
    else if (type === 'description')
      warnings.push({
        line,
        code: 'text-left-out',
        found: shorten(moodleText(childOf(node, 'questiontext'))),
      });
    else drafts.push(draftOf(node, { line, type, topic }, warnings));
  }
  return { drafts, warnings };
}

function draftOf(
  node: XmlNode,
  { line, type, topic }: { line: number; type: string; topic: string },
  warnings: BankWarning[],
): Draft {
  const place = { line };
  const question = childOf(node, 'questiontext');
  const stem = moodleText(question);
  const refuse = (...faults: BankFault[]): Draft => ({ place, stem, content: null, faults });
  const pictured = [question, ...childrenOf(node, 'answer'), ...childrenOf(node, 'subquestion')];
  if (pictured.some((part) => PICTURE.test(textOf(childOf(part, 'text') ?? ''))))
    return refuse({ code: 'has-picture' });
  const shaped = moodleContent(node, type, stem);
  if (!shaped) return refuse({ code: 'unknown-type', found: shorten(type) });
  warnings.push(
    ...(shaped.partial ?? []).map((text) => ({
      ...place,
      code: 'partial-answer-left-out' as const,
      found: shorten(text),
    })),
  );
  const general = moodleText(childOf(node, 'generalfeedback'));
  const tag = textOf(childOf(childrenOf(childOf(node, 'tags'), 'tag')[0], 'text') ?? '').trim();
  const id = textOf(childOf(node, 'idnumber') ?? '').trim();
  return {
    place,
    stem: shaped.stem ?? stem,
    content: shaped.content ?? null,
    faults: shaped.faults ?? [],
    explanation: shaped.explain ? shaped.explain(general) : general,
    topic: topic || tag,
    // Other people's numbers are not always codes of a bank.
    ...(IS_CODE.test(id) && { code: id }),
  };
}
