import type { ComponentChildren } from 'preact';

type Props = { title: string; text: string; testId?: string; children?: ComponentChildren };

/** What would be here, and what to do now. */
export function EmptyState({ title, text, testId, children }: Props) {
  return (
    <div class="empty-state" data-testid={testId}>
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        {children}
      </div>
    </div>
  );
}
