import rules from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import * as voices from '../../src/messages/voices.ts';
import type { Language, View } from '../../src/messages/view.ts';

const { opinions } = readRulePack(rules);
/** As long as what a button carries sealed. */
const SEALED = 'x'.repeat(54);
const most = 24;
const least = opinions.leastShown;

/** What villagers and those who read them are shown, in its longest form. */
export const everyVoiceView = (l: Language, id: string): View[] => {
  const unit = {
    id,
    name: '青石第一村',
    topics: opinions.topics.map((topic) => ({ topic, n: 9_999 })),
    waiting: 99,
    month: '2026-11-01',
  };
  const some = { ...unit, topics: unit.topics.slice(0, 3) };
  const [topic] = opinions.topics;
  const written = {
    id,
    unitId: id,
    unitName: unit.name,
    text: '路'.repeat(opinions.textLimit),
    day: '2026-11-20',
  };
  return [
    voices.voiceAskView(
      l,
      unit.name,
      opinions.topics.map(({ name }) => ({ name, part: SEALED })),
      least,
    ),
    voices.voiceGivenView(l, true, SEALED),
    voices.voiceGivenView(l, false, SEALED),
    voices.voiceGivenView(l, false, undefined),
    voices.voiceUnitsView(
      l,
      { rows: Array.from({ length: 4 }, () => some), total: 99, month: unit.month },
      { page: 1, pages: 25 },
      least,
    ),
    voices.voiceUnitsView(l, { rows: [], total: 0, month: unit.month }, { page: 0, pages: 0 }, least),
    voices.voiceUnitView(l, unit, { back: 1, most, least }),
    voices.voiceUnitView(l, { ...unit, topics: [], waiting: 0 }, { back: 0, most, least }),
    voices.voiceCodeView(l, unit.name, id, id),
    voices.voiceRenewView(l, unit.name, id, id),
    voices.voiceRenewedView(l, unit.name),
    ...(topic
      ? [voices.voiceWordsView(l, { ...written, topic: topic.name }, { place: 1, total: 99, days: 30 })]
      : []),
    voices.voiceWordsNoneView(l, id),
  ];
};
