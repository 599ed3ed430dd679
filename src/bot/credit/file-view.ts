import type { CreditFile } from '../../domain/credit/read-file.ts';
import type { FileView, SectionView } from '../../messages/credit.ts';
import type { BotContext } from '../context.ts';

/**
 * The stored sections with the names, rules and sources of the pack.
 * @param minutes how long somebody else's file stays in the chat; null: one's own stays
 */
export function fileViewOf(ctx: BotContext, file: CreditFile, minutes: number | null): FileView {
  const sections = ctx.services.pack.fileSections
    .toSorted((a, b) => a.order - b.order)
    .flatMap((section): SectionView[] => {
      const stored = file.sections.find((one) => one.id === section.id);
      const { document, article } = section.source;
      return stored
        ? [
            {
              ...stored,
              name: section.name,
              rule: section.rule,
              verified: section.verified,
              source: [document, article].filter(Boolean).join(' '),
            },
          ]
        : [];
    });
  return { ...file, sections, minutes };
}
