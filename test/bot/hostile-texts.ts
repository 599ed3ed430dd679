/**
 * Texts that break what takes a text to be tame; no app of Telegram would send some of them. None is a letter of an
 * option, which would rightly answer an open question.
 */
export const HOSTILE: Record<string, string> = {
  '4,096 letters': 'x'.repeat(4096),
  '4,096 Chinese characters': '汉'.repeat(4096),
  '2,048 pictures': '💥'.repeat(2048),
  'as long as each step allows, of what HTML escapes': '<&>'.repeat(16) + '&',
  NUL: 'p\0q\0',
  'a lone high surrogate': 'a\ud83db',
  'a lone low surrogate at the end': 'pq\udca5',
  'right to left': '\u202eABC\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627',
  'a family joined by ZWJ': '👨‍👩‍👧‍👦🏳️‍🌈\u200d\u200b',
  'nothing but what cannot be seen': '\u200b\u200d\u2060',
  'stacked marks': `Z${'\u0351'.repeat(40)}`,
  'decomposed letters': 'e\u0301a\u030a',
  tags: '<b>&</b><a href="tg://user?id=1">x</a> <script>alert(1)</script> &lt;&#0;',
  'an open tag': '<b',
  'MarkdownV2 marks': '_*[]()~`>#+-=|{}.!\\ ||spoiler|| ```code',
  SQL: `'; drop table people; -- " $1 \${x} $$ %s \\'`,
  'CR and LF': 'a\r\nlevel=error msg="forged"\r\n\n\nb',
  'white space': ' \t\u3000\u00a0 ',
  'a line break alone': '\n',
  wildcards: '%_\\%',
  JSON: '{"text":"x","toString":null,"__proto__":{"a":1}}',
  'a name of every object': 'constructor',
  'a callback': 'broadcast.send:~AAAAAAAAAAAAAAAAAAAAAA',
  'full-width forms': '／ｑｕｉｚ　１１－２８　１５：００',
};

/** What is kept of a text: all of it but NUL, with a sign for half a character, composed. */
export const kept = (text: string): string => text.replaceAll('\0', '').toWellFormed().normalize('NFC');
