import { common as en } from './locales/en/common.ts';
import { common as zh } from './locales/zh/common.ts';
import { button, type Button, type Language } from './view.ts';

const common = { zh, en };

/** ◀ 1/3 ▶, or nothing for a single page. */
export function pageButtons(
  language: Language,
  action: string,
  page: number,
  pages: number,
  ...parts: string[]
): Button[] {
  if (pages <= 1) return [];
  const previous = page > 0 ? [button('◀', action, ...parts, page - 1)] : [];
  const next = page < pages - 1 ? [button('▶', action, ...parts, page + 1)] : [];
  return [...previous, button(common[language].page(page + 1, pages), action, ...parts, page), ...next];
}
