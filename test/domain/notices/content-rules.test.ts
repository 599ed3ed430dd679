import { describe, expect, test } from 'vitest';
import { findContentProblem } from '../../../src/domain/notices/content-rules.ts';

const found = (text: string) => {
  const problem = findContentProblem(text);
  return problem?.problem === 'secret-mark' ? problem.mark : problem?.what;
};

describe('texts that are refused', () => {
  test.each([
    ['秘密★1年\n关于做好换届工作的通知', '秘密'],
    ['机 密 ★ 三年\n关于……的报告', '机 密'],
    ['绝密\n电报', '绝密'],
    ['关于转发机密文件的通知', '机密'],
    ['本件属于国家秘密，请妥善保管', '秘密'],
    ['【内部】周五例会改在二楼', '内部'],
    ['（内 部）\n周五例会', '内 部'],
    ['内部\n周五例会改在二楼', '内部'],
    ['会议材料为内部资料，会后收回', '内部资料'],
    ['仅供内部参考：下季度安排', '内部参考'],
    ['名单已发各村，请勿外传。', '请勿外传'],
    ['Confidential\nMeeting on Friday', 'Confidential'],
    ['For internal use: budget draft', 'For internal use'],
  ])('for a mark: %s', (text, mark) => expect(found(text)).toBe(mark));

  test.each([
    ['请核对：张样一 11010519491231002X', 'id-card'],
    ['身份证 110105 19491231 002x 已登记', 'id-card'],
    ['身份证：１１０１０５１９４９１２３１００２Ｘ', 'id-card'],
    ['编号 330102199003070001，本人 33010219900307663X', 'id-card'],
    ['工资卡 6228480402564890018 请核对', 'bank-card'],
    ['卡号：6228 4804 0256 4890 018', 'bank-card'],
    ['卡号 622848-0402564890018', 'bank-card'],
    ['账号 6228480402564890017 停用，改为 6222020200012349', 'bank-card'],
    ['有事打 13800138000', 'phone'],
    ['联系人刘试芳（138-0013-8000）', 'phone'],
    ['电话+86 138 0013 8000', 'phone'],
    ['手机：1380013\u200B8000', 'phone'],
  ])('for a number: %s', (text, what) => expect(found(text)).toBe(what));
});

describe('texts that pass', () => {
  test.each([
    '换届选举设秘密写票处，实行无记名投票、秘密划票。',
    '本周学习《中华人民共和国保守国家秘密法》，请做好笔记。',
    '严禁泄露工作秘密、侵犯商业秘密，发现请报告。',
    '请做好保密工作，会场不带手机。',
    '加强党内监督和村集体内部管理，账目按季公开。',
    '镇政府值班电话 0571-88000000，24 小时有人。',
    '项目编号 2026112500010001，合同号 330102199003070001。',
    '账号 6228480402564890017 已登记',
    '时间：2026-11-28 15:00 至 2026-11-29 17:30，共 120 人，经费 15800.00 元。',
    '第 3 4 5 6 7 8 9 10 11 12 13 14 村民小组参加。',
    '统一社会信用代码 91330100MA2GQ1234X 的合作社请补材料。',
    '快递单号 138001380001234 已到，请来取。',
    'The secret ballot is at nine; internal roads stay closed.',
  ])('%s', (text) => expect(found(text)).toBeUndefined());
});
