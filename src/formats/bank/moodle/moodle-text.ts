import { plainHtml } from '../plain-html.ts';
import { tidyText } from '../tidy-text.ts';
import { attributeOf, childOf, textOf, type XmlNode } from './parse-xml.ts';

/** Text of an element with a `text` in it, in the form that its `format` names, or that of the element around it. */
export function moodleText(node: XmlNode, format = attributeOf(node, 'format')): string {
  const text = textOf(childOf(node, 'text') ?? '');
  const isHtml =
    format === 'html' ||
    ((format === '' || format === 'moodle_auto_format') && /<\/?[a-z][^<>]*>/i.test(text));
  return tidyText(isHtml ? plainHtml(text) : text);
}
