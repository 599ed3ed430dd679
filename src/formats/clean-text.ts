/**
 * Text from outside as it may be stored: NUL removed (Postgres refuses it), lone surrogates replaced by U+FFFD, and
 * composed (NFC), so that what looks equal is equal. Cleaning clean text changes nothing.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().normalize('NFC');
}
