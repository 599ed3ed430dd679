import { kindsBehind } from './alert-rules.ts';
import { findRepeats } from './find-repeats.ts';
import type { RulePack } from './rule-pack-shape.ts';

type Fault = { path: (string | number)[]; message: string };

/** An alert rests on nothing but what may stand in a file, and names what exists. */
export function checkAlerts(pack: RulePack): Fault[] {
  const { rules, colours } = pack.alerts;
  const allowed = new Set(pack.inputAllowList.kinds);
  const banned = new Set(pack.bannedInputs.inputs.map(({ id }) => id));
  const sectionOf = (id: string) => pack.fileSections.find((section) => section.id === id);
  const repeated = (path: (string | number)[]): Fault => ({
    path,
    message: 'expected a value not used before',
  });
  return [
    ...findRepeats(rules, ({ id }) => id).map((at) => repeated(['alerts', 'rules', at, 'id'])),
    ...findRepeats(colours, ({ id }) => id).map((at) => repeated(['alerts', 'colours', at, 'id'])),
    ...rules.flatMap((rule, r): Fault[] => {
      const at = ['alerts', 'rules', r];
      const sections = rule.on.event === 'section-attention' ? rule.on.sections : [];
      return [
        ...(colours.some(({ id }) => id === rule.colour)
          ? []
          : [{ path: [...at, 'colour'], message: 'expected the id of a colour' }]),
        ...rule.inputs.flatMap((kind, i) =>
          allowed.has(kind) && !banned.has(kind)
            ? []
            : [{ path: [...at, 'inputs', i], message: 'expected a kind of the allow-list' }],
        ),
        ...sections.flatMap((id, s) =>
          sectionOf(id)
            ? []
            : [{ path: [...at, 'on', 'sections', s], message: 'expected the id of a file section' }],
        ),
        ...kindsBehind(rule.on, (id) => sectionOf(id)?.inputs ?? []).flatMap((kind) =>
          rule.inputs.includes(kind)
            ? []
            : [{ path: [...at, 'on'], message: `expected ${kind} among the rule's inputs` }],
        ),
      ];
    }),
  ];
}
