import type { ResidentNoticeWords } from '../resident-notice-words.ts';

export const residentNotices = {
  sms: 'Your number {reference}: {what}. {link}',
  what: {
    receipt: 'received',
    answered: 'received and answered',
    withdrawn: 'taken back',
    linked: 'handled together with others',
    late: 'received',
    reply: 'there is a reply',
    ask: 'we have a question',
    nudge: 'we wait for your answer',
    'deadline-moved': 'a time has changed',
    'rating-request': 'there is a result',
    'broken-promise': 'we are late, sorry; those in charge know',
    news: 'there is news',
  },
  mailLink: 'Your tracking page: {link}',
  mailStop: 'If you want no more of these mails, open: {stop}',
} as const satisfies ResidentNoticeWords;
