import type { ResidentNoticeWords } from '../resident-notice-words.ts';

export const residentNotices = {
  sms: '{reference}{what} {link}',
  what: {
    receipt: '已收到',
    answered: '已答复',
    withdrawn: '已撤回',
    linked: '一起办理',
    late: '已收到',
    reply: '有回复',
    ask: '请您补充',
    nudge: '等您补充',
    'deadline-moved': '时间有变',
    'rating-request': '有结果',
    'broken-promise': '晚了抱歉',
    news: '有新消息',
  },
  mailLink: '查询页：{link}',
  mailStop: '不想再收到这样的邮件，请打开：{stop}',
} as const satisfies ResidentNoticeWords;
