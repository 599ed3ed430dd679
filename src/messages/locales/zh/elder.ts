/** The settings of one's own, and what is said in plain mode (长者模式). */
export const elder = {
  type: (names: string) => `也可以直接打字回复：${names}`,
  typeMany: (names: string) => `也可以直接打字回复：${names} 等`,
  comma: '、',
  previousPage: '上一页',
  nextPage: '下一页',

  title: '<b>我的设置</b>',
  elderOn: '长者模式：已开。一次只说一件事，不用图标，都可以打字回答。',
  elderOff: '长者模式：未开。打开后字句更简单，按钮更大，都可以打字回答。',
  weeklyOn: '每周小结：每周一早上来一次。',
  weeklyOff: '每周小结：不发，可以自己打开 /week。',
  noWeek: '停发小结',
  week: '每周小结',
  rest: '免打扰时段、学习卡时间和语言也可以从这里改。',
  turnOn: '长者模式',
  turnOff: '普通模式',
  quiet: '免打扰时段',
  cardTime: '学习卡时间',
  language: '语言',
  nowOn:
    '长者模式已打开。\n以后的消息只用文字，选项写成「A、……」，可以点，也可以打字回复，例如 A、对、收到、下一题。',
  nowOff: '已改回普通模式。',
};
