import { problemsZh } from './problem-words.ts';

export const zh = {
  language: 'zh' as 'zh' | 'en',
  help: {
    intro: '清风 · 运维命令',
    usage: '用法',
    commands: '命令',
    options: '选项',
    examples: '例子',
    more: '某个命令的用法：npm run cli -- 命令 --help',
    silent: '要接管道或存成文件，请写 npm run --silent cli -- …，这样输出里没有 npm 自己的行。',
  },
  about: {
    peopleImport: '导入名册（CSV 或 XLSX）；先逐行预演，加 --apply 才写入',
    peopleInvite: '给还没有绑定的人发邀请码，输出 CSV',
    questionsImport:
      '导入题目（本库 JSON、XLSX、CSV、GIFT、Aiken、Moodle XML、文本）；先逐题预演，加 --apply 才写入',
    questionsExport: '把已发布的题导出为 GIFT、CSV 或 XLSX',
    questionsCheck: '检查随附的题库，按文件汇总题数、来源和状态',
    documentsList: '列出题库所依据的文件：状态、被什么取代、各有多少题',
    documentsSupersede: '登记一份文件被新的取代：它的题目转待复核，不再抽到',
    rollupRun: '汇总档案；同样的事实再跑一遍不会有变化',
    ledgerExport: '导出一份或全部档案的记录，可用 scripts/verify-ledger.mjs 离线核对',
    ledgerVerify: '核对全部档案的哈希链和谈话记录，指出每条断链的第一处',
    keysList: '列出敏感字段的密钥编号、各加密了多少处；不显示密钥本身',
    keysRotate: '生成新密钥并用它重新加密；须是库的所有者，可中断后用 keys reseal 接着做',
    keysReseal: '把还没有用现用密钥加密的内容加密；升级后运行一次，中断后接着做',
    fileOpinion: '生成任用用的廉政意见草稿（PDF），须先由第二人批准查看；记入访问记录',
    fileExport: '把一个人的完整档案生成 PDF，供在办公室使用；记入访问记录',
    deliveriesQueues: '每个机器人的发送队列：待发多少、是否暂停、近 30 天没发出的',
    deliveriesList: '没有发出或不知是否送达的消息，附原因',
    deliveriesReplay: '再发一次没有发出的消息；不知是否送达的可能会收到两份',
    deliveriesArrived: '把不知是否送达的消息记为已送达',
    deliveriesPause: '暂停一个机器人的发送，要写原因',
    deliveriesResume: '恢复一个机器人的发送',
    deliveriesRestored: '登记这个数据库是从备份恢复的：停发，待发的转为送达不明',
    deliveriesRelease: '恢复之后放行，重新开始发送',
    dbMigrate: '建库或升级表结构；DATABASE_URL 须是库的所有者或超级用户',
    dbUrl: '显示数据库的连接地址',
  },
  options: {
    help: '显示用法',
    data: '内置数据库所在的数据目录，优先于 DATABASE_URL；不给则用 DATA_DIR 或 ./.data',
    apply: '写入；有一行不对就什么都不写',
    by: '这些题由这位编辑（工号）提交，由别人审核；本库 JSON 不用写',
    document: '没写文件名称的题依据的文件',
    format: 'gift、csv 或 xlsx；不给则看 --out 的后缀',
    newCounty: '允许另建一个县级单位',
    unit: '只给这个单位及其下级的人，写作「县/乡镇/村」',
    bot: '机器人的用户名，用来写出可点的链接；不给则用 BOT_USERNAME',
    new: '只给手里没有有效邀请码的人，别人的码不作废',
    out: '写到这个新文件（只有本人可读），不写到屏幕',
    successor: '新文件的标题；不给则与旧文件相同',
    byVersion: '新文件的版本，如 2026-06-01',
    on: '旧文件失效的第一天，不晚于今天；不给则为今天',
    date: '汇总到这一天结束时，写作 2026-09-30；不给则到现在',
    state: '只看 unknown（送达不明）、rejected（被拒）或 unreachable（送不到）',
    notice: '这条通知的编号',
    why: '原因，会留档',
    reader: '查阅人的工号：印在每一页上，也记入访问记录',
    purpose: '用途：routine-check、talk-preparation、appointment 或 objection',
    owner: '用所有者的登录，而不是机器人所用的受限角色',
    newPassword: '给受限角色换一个新密码（用 DATABASE_URL 时）',
  },
  documents: {
    none: '库里还没有文件：先导入题库。',
    status: { 'in-force': '现行', 're-verify': '待重新核对', superseded: '已被取代' },
    line: (title: string, version: string, status: string, from: string, to: string | null) =>
      `${status}  《${title}》${version}，${from} 起${to === null ? '' : `，${to} 止`}`,
    questions: (published: number, flagged: number, retired: number) =>
      `  在用 ${published} 题，待复核 ${flagged} 题，停用 ${retired} 题`,
    successor: (document: string) => `  取代它的是：${document}`,
    noVersion: '请用 --by-version 写明新文件的版本，例如 2026-06-01。',
    badDay: (text: string) => `--on「${text}」：应为一天，如 2026-06-01。`,
    problems: {
      unknown: '库里没有这份文件：标题和版本见 documents list。',
      itself: '一份文件不能取代它自己：--by-version 要写新的版本。',
      future: '这一天还没有到：请到那一天再登记。',
      'superseded-before': '它已经登记为被另一份文件取代，没有改动。',
    },
    superseded: (questions: number, cards: number) =>
      `已登记：${questions} 题转待复核，${cards} 张学习卡随之停用。编辑会收到消息，在 /reports 里逐题复核。`,
    before: '之前已经登记过，没有改动。',
    plans: (ids: string) => `涉及的学习计划：${ids}`,
    short: (preset: string, slot: string, opens: string, wanted: number, there: number) =>
      `⚠ 还没开始的 ${preset}（${slot}，${opens} 开放）题目不够：一组要 ${wanted} 题，只有 ${there} 题。`,
  },
  file: {
    needsReader: '请用 --for 写明查阅人的工号。',
    needsPurpose: (purposes: string) => `请用 --purpose 写明用途：${purposes}。`,
    needsOut: '请用 --out 写到文件。',
    problems: {
      'no-reader': '--for 的人没有查看他人档案的权限。什么都没有导出。',
      'not-found': '没有这个人，或不在查阅人的工作范围内。什么都没有导出。',
      'no-file': '档案还没有汇总：先运行 rollup run。',
      recused: '查阅人是本人、亲属或同一事项的当事人，应当回避。什么都没有导出。',
      asked: '这个用途要由第二人批准，已请其审批；批准后再运行一次。',
      'in-chat': '这个用途要写明原因：请查阅人先在机器人里用 /file 提出。',
      unapproved: '意见草稿要先由第二人批准查看，而规则包没有要求任用核查经过审批。什么都没有生成。',
    },
    exported: (person: string) => `已生成 ${person} 的档案，并记入访问记录。`,
    drafted: (person: string) =>
      `已生成 ${person} 的廉政意见草稿，并记入访问记录。意见栏请由有权机关研究后填写。`,
  },
  deliveries: {
    noBots: '还没有机器人启动过。',
    bot: (id: number, username: string, unit: string | null) =>
      `机器人 ${id}${username === '' ? '' : ` @${username}`}${unit === null ? '' : `（${unit}）`}`,
    load: (it: {
      due: number;
      later: number;
      sending: number;
      unknown: number;
      rejected: number;
      unreachable: number;
    }) =>
      `  待发 ${it.due}，稍后 ${it.later}，在途 ${it.sending}；送达不明 ${it.unknown}，被拒 ${it.rejected}，送不到 ${it.unreachable}`,
    held: (since: string, why: string) => `  自 ${since}（UTC）起暂停：${why}`,
    allHeld: (since: string, why: string) =>
      `全部停发，自 ${since}（UTC）：${why}。核对 deliveries list 后用 deliveries release 放行。`,
    heldWhy: {
      'another server': '数据库来自备份（换了服务器）',
      'another timeline': '数据库来自备份（按日志恢复）',
      'an operator': '运维登记为从备份恢复',
    },
    restored: (rows: number) => `已停发；备份时待发的 ${rows} 条转为送达不明，见 deliveries list。`,
    released: '已放行，重新开始发送。',
    nothingHeld: '没有停发，无需放行。',
    listed: (shown: number, total: number) =>
      `共 ${total} 条${shown < total ? `，以上是最新的 ${shown} 条` : ''}。`,
    replayed: (rows: number) => `已重新排队 ${rows} 条。送不到的人和已撤回的通知不再发送。`,
    arrived: (rows: number) => `已记为送达 ${rows} 条。`,
    paused: (bot: number) => `机器人 ${bot} 已暂停发送，在途的几条会发完。`,
    resumed: (bot: number) => `机器人 ${bot} 已恢复发送。`,
    badState: (state: string) => `--state「${state}」：应为 unknown、rejected 或 unreachable。`,
    badId: (id: string) => `「${id}」不是编号。编号见 deliveries list 的第一列。`,
    badBot: (bot: string) => `「${bot}」不是机器人的编号。编号见 deliveries queues。`,
    sameBefore: (bot: number) => `没有变化：机器人 ${bot} 不在册，或本来就是这样。`,
    noReason: '请用 --why 写明原因。',
    which: '请给出消息的编号，或者用 --notice 给出一条通知，二选一。',
  },
  person: (name: string, staffNo: string) => `${name}（${staffNo}）`,
  roster: {
    at: (line: number, column: string | null, found: string | null) =>
      `第 ${line} 行${column ? `「${column}」列` : ''}${found ? `「${found}」` : ''}`,
    step: { person: '新增', post: '另一任职', same: '已在册' },
    line: (line: number, step: string, who: string, post: string) =>
      `第 ${line} 行  ${step}  ${who}  ${post}`,
    unit: (path: string, kind: string) => `新建单位  ${path}（${kind}）`,
    kinds: { county: '县', township: '乡镇', village: '村', branch: '支部' },
    sum: (people: number, posts: number, units: number, same: number) =>
      `新增 ${people} 人、${posts} 个任职、${units} 个单位；${same} 行已在册，不变。`,
  },
  question: {
    at: (line: number, column: number, path: string, id: string | null) =>
      `第 ${line} 行第 ${column} 列${path ? ` ${path}` : ''}${id === null ? '' : `（${id}）`}`,
    step: { new: '新增', changed: '新版本', same: '不变' },
    document: (title: string, version: string, step: string) => `${step}  《${title}》${version}`,
    sum: (added: number, changed: number, same: number) =>
      `新增 ${added} 题，新版本 ${changed} 题，不变 ${same} 题。`,
    types: {
      single: '单选',
      multiple: '多选',
      truefalse: '判断',
      case: '案例',
      fill: '填空',
      numeric: '数值',
      ordering: '排序',
      matching: '配对',
    },
    provenance: { 'full-text': '全文核对', 'one-copy': '单一抄本', partial: '部分条文' },
    status: { 'in-force': '现行', 're-verify': '待复核' },
    file: (name: string, title: string, version: string, from: string) =>
      `${name}  《${title}》${version}，${from} 起施行`,
    counts: (total: number, types: string, status: string, document: string, quotes: string) =>
      `  ${total} 题：${types}\n  文件：${status}，${document}；引文：${quotes}`,
    fileBad: (name: string, problems: number) => `${name}  ${problems} 处不对`,
    alreadyIn: (path: string, file: string) => `${path} 在 ${file} 里已经用过，应不重复`,
    checked: (files: number, questions: number) => `共 ${files} 个文件，${questions} 题，没有发现问题。`,
    checkedBad: (problems: number) => `共 ${problems} 处不对。`,
    noFiles: (dir: string) => `${dir} 里没有 .json 题库文件。`,
    refusedStep: '不能导入',
    line: (line: number, sheet: string | undefined) =>
      `${sheet === undefined ? '' : `${sheet} `}第 ${line} 行`,
    noDocument: (title: string) => `题库里没有文件「${title}」，请核对 --document。`,
    needsEditor: '请用 --by 写明提交的编辑的工号。什么都没有写入。',
    noEditor: (staffNo: string) => `${staffNo} 不是题库编辑。什么都没有写入。`,
    proposed: (n: number) => `${n} 题已送交审核，由别人在聊天里通过后才会使用。`,
    badFormat: (format: string) => `--format「${format}」：应为 gift、csv 或 xlsx。`,
    needsOut: 'XLSX 请用 --out 写到文件。',
    sheet: '题库',
    exported: (n: number) => `共 ${n} 题。`,
  },
  import: {
    rehearsal: '这是预演，什么都没有写入。无误后加 --apply 再运行一次。',
    nothing: '与库中一致，没有要写入的。',
    applied: '已写入。',
    refused: (problems: number, shown: number) =>
      `共 ${problems} 处不对${shown < problems ? `，以上是前 ${shown} 处` : ''}。什么都没有写入。`,
    expected: (place: string, sentence: string) => `${place}：${sentence}`,
  },
  invite: {
    head: {
      unit: '单位',
      name: '姓名',
      staffNo: '工号',
      code: '邀请码',
      link: '链接',
      say: '发给机器人',
      until: '有效期至',
    },
    count: (people: number) => `发出 ${people} 个邀请码，每个只能用一次，请当面或私下交给本人。`,
    none: '没有要发的人：都已经绑定，或手里有有效的邀请码。',
    replaced: (people: number) => `其中 ${people} 人之前没用的码已作废。`,
    noBot:
      '没有机器人的用户名，所以没有链接：加 --bot 用户名，或设 BOT_USERNAME。现在本人要把「发给机器人」一栏的内容发给机器人。',
    badBot: (name: string) => `--bot「${name}」：应为机器人的用户名，如 qingfeng_bot。`,
    noUnit: (path: string, nearest: string, below: string) =>
      `没有单位「${path}」。${nearest ? `「${nearest}」下面` : '最上面'}有：${below || '（没有）'}。`,
    written: (file: string) => `已写到 ${file}。`,
  },
  rollup: {
    badDate: (text: string) => `--date「${text}」：应为一天，如 2026-09-30，不晚于今天。`,
    period: (period: string, until: string, version: string) =>
      `${period}，截至 ${until}，规则版本 ${version}`,
    facts: (total: number, kinds: string) => `新入档 ${total} 条${kinds ? `：${kinds}` : ''}`,
    files: (people: number, changed: number) => `档案 ${people} 份，有变化 ${changed} 份`,
  },
  keys: {
    current: '现用',
    kept: '保留',
    away: '不在这台机器',
    line: (id: string, state: string, values: number, day: string) =>
      `${id}  ${state}  ${values} 处${day === '' ? '' : `  ${day}`}`,
    plain: (count: number) =>
      count === 0 ? '没有未加密的内容。' : `还有 ${count} 处没有加密：请运行 keys reseal。`,
    fromSettings: '密钥来自 FIELD_KEYS：请把新密钥加在最后，重启各进程，再运行 keys reseal。',
    made: (id: string) => `新密钥 ${id} 已生成：请马上备份 DATA_DIR/keys，不要和数据库放在一起。`,
    notOwner: 'DATABASE_URL 须是库的所有者：谈话记录等只增不改的表，机器人的账号改不了。',
    progress: (count: number) => `已加密 ${count} 处……`,
    resealed: (done: number, left: number) =>
      left === 0
        ? `已重新加密 ${done} 处。旧密钥请继续保留：旧备份还要用。`
        : `已重新加密 ${done} 处，还有 ${left} 处刚有变动：请再运行一次 keys reseal。`,
  },
  ledger: {
    recordFault: (interviewId: string, version: number) =>
      `谈话 ${interviewId} 第 ${version} 版记录：打不开，或与封存时的哈希不符`,
    records: (count: number) => `谈话记录 ${count} 份已核对。`,
    sound: (entries: number, chains: number) => `${chains} 份档案、${entries} 条记录，全部完好。`,
    broken: (broken: number, chains: number) => `${chains} 份档案中有 ${broken} 份的链断了。`,
    fault: (who: string, seq: number, fault: string) => `${who}  第 ${seq} 条：${fault}`,
    entry: (kind: string, id: string) => `（${kind}，${id}）`,
    faults: {
      hash: '内容与记下的哈希不符，这一条被改过',
      link: '没有接在前一条之后，前一条被换过',
      gap: '前面少了记录',
      head: '链尾与登记的不符，这里少了、多了或换了记录',
      tail: '后面的记录被截去',
      anchor: '从上个锚点到这一条之间被重新编过',
    },
    recorded: (day: string) => `；记于 ${day}`,
    anchored: (day: string) => `；${day} 的锚点可证`,
    exported: (entries: number) =>
      `已导出 ${entries} 条记录。离线核对：node scripts/verify-ledger.mjs 文件 [锚点文件]`,
    noPerson: (staffNo: string) => `没有工号「${staffNo}」。`,
    anchors: (count: number, day: string) => `锚点 ${count} 个，最近一个 ${day}。`,
    noAnchor: '还没有锚点；机器人每天凌晨做一个。',
    anchorFault: (n: number, day: string, fault: string) =>
      `第 ${n} 号锚点${day ? `（${day}）` : ''}：${fault}`,
    anchorFaults: {
      changed: '与签名不符，被改过',
      key: '签名的密钥不认识',
      missing: '数据库里没有了',
      order: '没有接在前一个之后',
    },
  },
  db: {
    migrated: (count: number) => (count === 0 ? '已是最新，没有要做的迁移。' : `已完成 ${count} 个迁移。`),
    notOwner: 'DATABASE_URL 是受限角色的登录，不是所有者的，给不出所有者的地址。',
    hasPassword:
      '受限角色 qingfeng_app 已有密码，密码不另存，所以显示不出来。--new-password 会换一个新的，换后正在运行的机器人要改用新地址。',
    notRunning: '内置数据库现在没有在运行；地址在 npm start 或 npm run demo 运行时有效。',
  },
  usage: {
    unknownCommand: (given: string, known: string) => `没有「${given}」这个命令。有：${known}。`,
    unknownOption: (given: string, command: string) =>
      `「${command}」没有 ${given} 这个选项；用法见 --help。`,
    needsValue: (option: string) => `${option} 后面要写一个值。`,
    takesNoValue: (option: string) => `${option} 后面不写值。`,
    missing: (name: string, usage: string) => `缺少 ${name}。用法：${usage}`,
    tooMany: (given: string, usage: string) => `多出了「${given}」。用法：${usage}`,
  },
  files: {
    missing: (path: string) => `没有文件 ${path}。`,
    unreadable: (path: string, why: string) => `读不了 ${path}：${why}。`,
    exists: (path: string) => `${path} 已经有了，不覆盖：换一个文件名。`,
    unwritable: (path: string, why: string) => `写不了 ${path}：${why}。`,
  },
  errors: {
    unreachable: (where: string) => `连不上数据库 ${where}：请看它是否在运行，地址是否写对。`,
    login: '数据库不接受 DATABASE_URL 里的用户名或密码。',
    noDatabase: '数据库服务器上没有 DATABASE_URL 所写的库。',
    notMigrated: '数据库还没有建表：请先运行 npm run cli -- db migrate。',
    notAllowed: 'DATABASE_URL 的登录权限不够：db migrate 和 db url 要用库的所有者或超级用户。',
    unexpected: '出了没有料到的错：',
  },
  problems: problemsZh,
};

/** What the operator's commands say. */
export type Words = typeof zh;
