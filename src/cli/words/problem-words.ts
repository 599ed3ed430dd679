import type { RosterConflict } from '../../domain/people/import-roster.ts';
import type { QuestionProblem } from '../../formats/questions/question-problem.ts';
import type { QuestionTextProblem } from '../../formats/read-question-text.ts';
import type { RosterColumn } from '../../formats/roster/roster-columns.ts';
import type { RosterProblem, RosterWarning } from '../../formats/roster/roster-problem.ts';
import { ROSTER_ROLES, type RosterRole } from '../../formats/roster/roster-roles.ts';
import type { TableProblem } from '../../formats/table/table-result.ts';

/** A sentence for every code of a kind of problem; a code without one does not compile. */
export type Sentences<P extends { code: string }> = {
  [C in P['code']]: (problem: P & { code: C }) => string;
};

/** What was expected, for everything that can be wrong with a file an operator gives us. */
export type ProblemWords = {
  columns: Record<RosterColumn, string>;
  /** Roles by their names, as a roster may have them. */
  roles: (ids: readonly string[]) => string;
  table: Sentences<TableProblem>;
  roster: Sentences<Exclude<RosterProblem, { code: 'file' }>>;
  conflict: Sentences<RosterConflict>;
  warning: Sentences<RosterWarning>;
  questionText: Sentences<QuestionTextProblem>;
  question: Sentences<QuestionProblem>;
};

const mebibytes = (bytes: number): number => Math.round(bytes / 1_048_576);

const ROLES_ZH: Record<RosterRole, string> = {
  cadre: '干部',
  'branch-secretary': '支部书记',
  'township-secretary': '乡镇书记',
  supervisor: '监督员',
  editor: '题库编辑',
  auditor: '审计员',
  admin: '管理员',
};
const rolesZh = (ids: readonly string[]): string =>
  ids.map((id) => (ROLES_ZH as Record<string, string>)[id] ?? id).join('、');

export const problemsZh: ProblemWords = {
  columns: { name: '姓名', staffNo: '工号', unit: '单位', title: '职务', role: '角色', phone: '手机号' },
  roles: rolesZh,
  table: {
    empty: () => '文件是空的',
    'file-too-big': ({ limitBytes }) => `文件太大，应不超过 ${mebibytes(limitBytes)} MB`,
    'inflates-too-big': ({ limitBytes }) => `工作簿解开后太大，应不超过 ${mebibytes(limitBytes)} MB`,
    encrypted: () => '文件有密码，请去掉密码再导入',
    'old-xls': () => '这是旧的 .xls 文件，请在 Excel 或 WPS 里另存为 .xlsx',
    macros: () => '带宏的工作簿不读取，请另存为 .xlsx',
    truncated: () => '文件不完整，请重新取得',
    damaged: () => '文件已损坏，读不出来',
    'forged-sizes': () => '文件内部写的大小与实际不符，不读取',
    'not-a-table': () => '应为 CSV 或 XLSX 表格，这个文件不是',
    'too-many-entries': ({ limit }) => `工作簿里的部件太多，应不超过 ${limit} 个`,
    'too-many-rows': ({ limit }) => `行太多，应不超过 ${limit} 行`,
    'too-many-columns': ({ line, limit }) => `第 ${line} 行的列太多，应不超过 ${limit} 列`,
    'cell-too-long': ({ line, column, limit }) =>
      `第 ${line} 行第 ${column} 列的内容太长，应不超过 ${limit} 个字`,
    'unclosed-quote': ({ line }) => `第 ${line} 行的双引号没有成对`,
    'too-complex': () => '表格太复杂，没能及时读完，请只留下名册那一张工作表',
  },
  roster: {
    'no-people': () => '标题行下面应有人员，现在一行也没有',
    'missing-column': ({ found }) => `标题行里应有这一列（只有手机号可以没有）；现在的标题行是「${found}」`,
    'repeated-column': ({ found }) => `标题行里应只有一个，「${found}」是又一个`,
    required: () => '不能为空',
    'too-long': ({ params }) => `应不超过 ${params.max} 个字`,
    'staff-no-form': ({ params }) => `应为 1 到 ${params.max} 个字母、数字或连字符`,
    'staff-no-repeated': ({ params }) =>
      `应为没有用过的工号；第 ${params.firstLine} 行已经用了它。同一个人的另一个任职，姓名和手机号应相同，单位或职务应不同`,
    'unit-level-empty': ({ params }) => `第 ${params.level} 级是空的，应写成「县/乡镇/村」`,
    'unit-level-too-long': ({ params }) => `第 ${params.level} 级应不超过 ${params.max} 个字`,
    'unit-too-deep': ({ params }) => `最多 ${params.max} 级：县/乡镇/村/支部，现在是 ${params.levels} 级`,
    'role-unknown': ({ params }) =>
      `没有「${params.role}」这个角色，应为${rolesZh(ROSTER_ROLES)}（几个用顿号隔开）`,
    'phone-form': () => '应为 11 位手机号，或 0571-88000000 这样的座机号',
  },
  conflict: {
    'second-county': ({ counties }) =>
      `单位应从县写起：${counties.map((name) => `「${name}/…」`).join('或')}；确实要另建一个县，请加 --new-county`,
    'unit-too-deep': ({ max }) => `最多 ${max} 级：县/乡镇/村/支部`,
    taken: ({ by }) => `应为没有用过的工号，它已属于在册的${by}`,
    differs: ({ stored }) =>
      `这个人已在册，这里应与登记的一致：${stored ? `「${stored}」` : '（空）'}。导入只增加人员，不改动在册的人`,
    'differs-in-roles': ({ stored }) =>
      `这个人已在册，角色应与登记的一致：「${rolesZh(stored)}」。导入只增加人员，不改动在册的人`,
  },
  warning: {
    'unknown-column': ({ line, column, found }) =>
      `第 ${line} 行第 ${column} 列「${found}」不是名册的列，没有读取`,
    'other-sheet': ({ found }) => `工作表「${found}」没有读取`,
  },
  questionText: {
    'too-big': ({ limitBytes }) => `文件太大，应不超过 ${mebibytes(limitBytes)} MB`,
    'not-utf8': () => '文件应为 UTF-8 编码的 JSON',
    'not-json': ({ line, column, near }) =>
      `第 ${line} 行第 ${column} 列：从这里起不是 JSON${near ? `，此处是「${near}」` : '，文件到此就结束了'}`,
  },
  question: {
    'not-a-question-file': () => '应为 { "document": …, "questions": […] }',
    'no-questions': () => '应至少有一道题',
    'too-many-questions': ({ max }) => `应不超过 ${max} 题，请分成几个文件`,
    missing: () => '缺少这一项',
    'wrong-type': ({ expected }) => `类型应为 ${expected}`,
    'not-one-of': ({ expected }) => `应为 ${expected.join('、')} 之一`,
    'too-small': ({ min }) => `太短或太小，应不少于 ${min}`,
    'too-big': ({ max }) => `太长或太大，应不超过 ${max}`,
    'wrong-form': ({ form }) =>
      form === 'date' ? '应为日期，如 2026-01-31' : '应为 1 到 64 个字母、数字或 . _ -，以字母或数字开头',
    'unknown-fields': ({ fields }) => `多出了 ${fields.join('、')}，应去掉`,
    'repeated-id': ({ firstPath }) => `编号应不重复，${firstPath} 已用过`,
    'repeated-stem': ({ firstPath }) => `题干应不重复，与 ${firstPath} 相同`,
    'equal-options': ({ first, second }) => `选项应各不相同，第 ${first + 1} 个与第 ${second + 1} 个一样`,
    'answer-outside-options': ({ answer, options }) =>
      `答案 ${answer} 不在选项之内，应为 0 到 ${options - 1}`,
    'answer-not-sorted': () => '答案应从小到大，不重复',
    'single-answer-expected': () => '应只有一个答案',
    'several-answers-expected': ({ found, options }) =>
      `多选题应有 2 到 ${options - 1} 个答案，现在有 ${found} 个`,
    'wrong-option-expected': () => '应至少有一个选项是错的',
    'gaps-expected': ({ gaps, blanks }) => `题干有 ${gaps} 个空（____），答案却有 ${blanks} 组`,
    'two-options-expected': ({ found }) => `判断题应有 2 个选项，现在有 ${found} 个`,
    'no-place': () => '应写明 article（条）或 chapter（章）',
    'quote-too-short': ({ min }) => `引文应至少 ${min} 个字，才说明得了问题`,
  },
};

export const problemsEn: ProblemWords = {
  columns: {
    name: 'Name',
    staffNo: 'Staff no',
    unit: 'Unit',
    title: 'Title',
    role: 'Role',
    phone: 'Phone',
  },
  roles: (ids) => ids.join(', '),
  table: {
    empty: () => 'the file is empty',
    'file-too-big': ({ limitBytes }) => `the file is too big, expected ${mebibytes(limitBytes)} MB at most`,
    'inflates-too-big': ({ limitBytes }) =>
      `the workbook unpacks to too much, expected ${mebibytes(limitBytes)} MB at most`,
    encrypted: () => 'the file has a password: take it off first',
    'old-xls': () => 'this is an old .xls file: save it as .xlsx first',
    macros: () => 'workbooks with macros are not read: save it as .xlsx first',
    truncated: () => 'the file is cut off: get it again',
    damaged: () => 'the file is damaged and cannot be read',
    'forged-sizes': () => 'the file lies about its own sizes and is not read',
    'not-a-table': () => 'expected a CSV or XLSX table, which this is not',
    'too-many-entries': ({ limit }) => `the workbook has too many parts, expected ${limit} at most`,
    'too-many-rows': ({ limit }) => `too many lines, expected ${limit} at most`,
    'too-many-columns': ({ line, limit }) => `line ${line} has too many columns, expected ${limit} at most`,
    'cell-too-long': ({ line, column, limit }) =>
      `line ${line}, column ${column} is too long, expected ${limit} characters at most`,
    'unclosed-quote': ({ line }) => `line ${line} opens a quotation mark that is never closed`,
    'too-complex': () => 'the table took too long to read: leave only the sheet with the roster',
  },
  roster: {
    'no-people': () => 'expected people below the headings, there are none',
    'missing-column': ({ found }) =>
      `expected this column among the headings (only the phone may be left out), which are "${found}"`,
    'repeated-column': ({ found }) => `expected this column once, "${found}" is another`,
    required: () => 'expected something here',
    'too-long': ({ params }) => `expected ${params.max} characters at most`,
    'staff-no-form': ({ params }) => `expected 1 to ${params.max} letters, digits or hyphens`,
    'staff-no-repeated': ({ params }) =>
      `expected a number not used before; line ${params.firstLine} has it. Another post of the same person needs the same name and phone and another unit or title`,
    'unit-level-empty': ({ params }) => `level ${params.level} is empty, expected "county/township/village"`,
    'unit-level-too-long': ({ params }) =>
      `expected ${params.max} characters at most in level ${params.level}`,
    'unit-too-deep': ({ params }) =>
      `expected ${params.max} levels at most, county/township/village/branch; there are ${params.levels}`,
    'role-unknown': ({ params }) =>
      `"${params.role}" is no role, expected one of ${ROSTER_ROLES.join(', ')} (several apart by commas)`,
    'phone-form': () => 'expected a mobile number of 11 digits, or a landline like 0571-88000000',
  },
  conflict: {
    'second-county': ({ counties }) =>
      `expected a path from the county down: ${counties.map((name) => `"${name}/…"`).join(' or ')}; to begin another county, add --new-county`,
    'unit-too-deep': ({ max }) => `expected ${max} levels at most: county/township/village/branch`,
    taken: ({ by }) => `expected a number not used before, it is that of ${by} on the roster`,
    differs: ({ stored }) =>
      `this person is on the roster; expected what is stored: ${stored ? `"${stored}"` : '(empty)'}. An import adds people and changes nobody`,
    'differs-in-roles': ({ stored }) =>
      `this person is on the roster; expected the stored roles: "${stored.join(', ')}". An import adds people and changes nobody`,
  },
  warning: {
    'unknown-column': ({ line, column, found }) =>
      `line ${line}, column ${column}: "${found}" is no column of a roster and was not read`,
    'other-sheet': ({ found }) => `the sheet "${found}" was not read`,
  },
  questionText: {
    'too-big': ({ limitBytes }) => `the file is too big, expected ${mebibytes(limitBytes)} MB at most`,
    'not-utf8': () => 'expected JSON in UTF-8',
    'not-json': ({ line, column, near }) =>
      `line ${line}, column ${column}: this is not JSON any more${near ? `: "${near}"` : ', the file ends here'}`,
  },
  question: {
    'not-a-question-file': () => 'expected { "document": …, "questions": […] }',
    'no-questions': () => 'expected at least one question',
    'too-many-questions': ({ max }) => `expected ${max} questions at most: split the file`,
    missing: () => 'expected, but not there',
    'wrong-type': ({ expected }) => `expected the type ${expected}`,
    'not-one-of': ({ expected }) => `expected one of ${expected.join(', ')}`,
    'too-small': ({ min }) => `too short or too small, expected ${min} at least`,
    'too-big': ({ max }) => `too long or too big, expected ${max} at most`,
    'wrong-form': ({ form }) =>
      form === 'date'
        ? 'expected a date such as 2026-01-31'
        : 'expected 1 to 64 letters, digits or . _ -, a letter or digit first',
    'unknown-fields': ({ fields }) => `did not expect ${fields.join(', ')}`,
    'repeated-id': ({ firstPath }) => `expected an id of its own, ${firstPath} has it`,
    'repeated-stem': ({ firstPath }) => `expected a stem of its own, it is that of ${firstPath}`,
    'equal-options': ({ first, second }) =>
      `expected different options, number ${first + 1} and ${second + 1} are equal`,
    'answer-outside-options': ({ answer, options }) =>
      `answer ${answer} is not among the options, expected 0 to ${options - 1}`,
    'answer-not-sorted': () => 'expected answers in ascending order, each once',
    'single-answer-expected': () => 'expected a single answer',
    'several-answers-expected': ({ found, options }) =>
      `expected 2 to ${options - 1} answers in a multiple choice, there are ${found}`,
    'wrong-option-expected': () => 'expected at least one option that is wrong',
    'gaps-expected': ({ gaps, blanks }) =>
      `expected a list of answers for each gap (____), there are ${gaps} gaps and ${blanks} lists`,
    'two-options-expected': ({ found }) => `expected 2 options in true or false, there are ${found}`,
    'no-place': () => 'expected an article or a chapter',
    'quote-too-short': ({ min }) => `expected a quote of at least ${min} characters, to prove anything`,
  },
};
