import type { ComponentChildren } from 'preact';
import type { SandboxEntity } from '../../protocol.ts';
import { BlockQuote } from './block-quote.tsx';
import type { EntityNode } from './entity-tree.ts';
import { entityTree, isBlock } from './entity-tree.ts';
import { Spoiler } from './spoiler.tsx';

type Props = { text: string; entities: readonly SandboxEntity[]; onCommand: (command: string) => void };

/** Text with Telegram's formatting. A pressed bot_command is handed to `onCommand` as it is written. */
export function EntityText({ text, entities, onCommand }: Props) {
  return <Nodes nodes={entityTree(text, entities)} onCommand={onCommand} />;
}

function Nodes({ nodes, onCommand }: { nodes: EntityNode[]; onCommand: (command: string) => void }) {
  return (
    <>
      {nodes.map((node, at) => {
        if (typeof node !== 'string') return <Entity key={at} node={node} onCommand={onCommand} />;
        const before = nodes[at - 1];
        // A paragraph ends its line by itself; the line break after it would show as an empty line.
        return before && typeof before !== 'string' && isBlock(before.entity)
          ? node.replace(/^\n/, '')
          : node;
      })}
    </>
  );
}

type EntityProps = { node: Exclude<EntityNode, string>; onCommand: (command: string) => void };

function Entity({ node: { entity, children }, onCommand }: EntityProps) {
  const inner = <Nodes nodes={children} onCommand={onCommand} />;
  const written = plain(children);
  switch (entity.type) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'underline':
      return <u>{inner}</u>;
    case 'strikethrough':
      return <s>{inner}</s>;
    case 'spoiler':
      return <Spoiler>{inner}</Spoiler>;
    case 'code':
      return <code>{inner}</code>;
    case 'pre':
      return (
        <pre data-language={entity.language}>
          <code>{inner}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{inner}</blockquote>;
    case 'expandable_blockquote':
      return <BlockQuote>{inner}</BlockQuote>;
    case 'text_link':
      return <Link href={entity.url ?? ''}>{inner}</Link>;
    case 'url':
      return (
        <Link href={/^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`}>{inner}</Link>
      );
    case 'email':
      return <Link href={`mailto:${written}`}>{inner}</Link>;
    case 'phone_number':
      return <Link href={`tel:${written}`}>{inner}</Link>;
    case 'bot_command':
      return (
        <button type="button" class="text-button" onClick={() => onCommand(written)}>
          {inner}
        </button>
      );
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return <span class="mention">{inner}</span>;
    default:
      return inner;
  }
}

const SAFE = /^(https?|tg|mailto|tel):/i;

function Link({ href, children }: { href: string; children: ComponentChildren }) {
  if (!SAFE.test(href)) return <span class="mention">{children}</span>;
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

const plain = (nodes: EntityNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : plain(node.children))).join('');
