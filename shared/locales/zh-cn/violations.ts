import type { Words } from '../words.ts';

export const violations = {
  'not-armed': '这件未办完的事没有排进待办，原本不会有人收到提醒。',
  'wrong-due': '这件事在待办里的时间不对。',
  'no-next-step': '这件未办完的事丢了下一步的期限。',
  'due-though-ended': '这件事已经结束，却还排在待办里。',
  'not-indexed': '这件未办完的事本应在待办里，却查不到。',
  'wrong-list': '这件事在列表里的位置不对。',
  unreadable: '这条记录读不出来了，请找人查看。',
  'broken-chain': '这件事的经过在写下之后被改动过。',
  'versions-missing': '这件事的经过缺了几步。',
  'texts-missing': '这件事的文字与经过对不上：少了一条，或者多了一条。',
  'broken-read-log': '谁看过这件保密事项的记录被改动过，或者缺了一条。',
  'message-not-armed': '这条消息没有发出，原本也不会再发。',
  'message-due-though-settled': '这条消息已经处理完，却还排在待办里。',
  'orphan-message': '这条消息对应的事项不存在。',
  'orphan-reference': '这个受理编号找不到对应的事项。',
  'orphan-link': '这个居民链接对应的事项不存在。',
  'orphan-join': '这件事登记为与另一件合并，但其中一件不存在。',
  'orphan-search': '按电话查到的一件事并不存在。',
  'stray-due': '待办里有一条记录，既不是事项，也不是消息。',
} as const satisfies Words['violations'];
