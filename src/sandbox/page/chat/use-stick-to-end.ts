import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_PX = 80;

/**
 * Keeps a scrolled list at its end while the reader is there, also when pictures load or the input grows.
 * `count` is the number of messages, `ownId` changes with each message of the reader's own, which goes to the end.
 * `missed` counts what came while the reader was elsewhere.
 */
export function useStickToEnd(count: number, ownId: number | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const [seen, setSeen] = useState(count);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setAway(false);
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, []);

  useLayoutEffect(toEnd, [ownId]);
  useLayoutEffect(() => {
    if (!atEnd.current) return;
    toEnd();
    setSeen(count);
  });
  useEffect(() => {
    const box = list.current;
    const content = box?.firstElementChild;
    if (!box || !content) return undefined;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(box);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const box = list.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    setAway(!atEnd.current);
  }, []);
  return { list, onScroll, away, missed: Math.max(0, count - seen), toEnd };
}
