/** A line of dashes between a scenario and its question, where a format has one text for both. */
const RULE = /^-{3,}$/;

/** Scenario and question in one text: the rule between them is longer than any that they hold. */
export function joinCase(scenario: string, stem: string): string {
  const rules = `${scenario}\n${stem}`.split('\n').filter((line) => RULE.test(line));
  const rule = '-'.repeat(Math.max(2, ...rules.map((line) => line.length)) + 1);
  return `${scenario}\n${rule}\n${stem}`;
}

/** The inverse. Without a rule the last of several lines is the question; null where there is one line only. */
export function splitCase(text: string): { scenario: string; stem: string } | null {
  const lines = text.split('\n');
  const longest = Math.max(0, ...lines.filter((line) => RULE.test(line)).map((line) => line.length));
  const at = longest > 0 ? lines.indexOf('-'.repeat(longest)) : lines.length - 1;
  const [scenario, stem] = [lines.slice(0, at), lines.slice(longest > 0 ? at + 1 : at)];
  return at < 1 ? null : { scenario: scenario.join('\n').trim(), stem: stem.join('\n').trim() };
}
