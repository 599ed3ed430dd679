const HUES = 7;

/** A coloured circle with the first character of the name, as Telegram draws people without a picture. */
export function Avatar({ id, name, size = 44 }: { id: number; name: string; size?: number }) {
  const [first = '?'] = name.trim();
  return (
    <span
      class={`avatar avatar-${Math.abs(id) % HUES}`}
      style={{ width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.44)}px` }}
      aria-hidden="true"
    >
      {first}
    </span>
  );
}
