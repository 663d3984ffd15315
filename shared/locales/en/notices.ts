import type { NoticeWords } from '../notice-words.ts';

export const notices = {
  kinds: {
    level: {
      title: 'Escalated: {reference}',
      sentence:
        'Nobody has taken on {caseSummary}; it has climbed to rung {level}. Please act now and press “take it on”.',
    },
    alert: {
      title: 'New matter: {reference}',
      sentence: 'A new matter came in: {caseSummary}. Please look at it.',
    },
    breach: {
      title: 'Late: {reference}',
      sentence: '{caseSummary} has passed its time for “{clock}”. Please act now.',
    },
    undelivered: {
      title: 'Message not delivered: {reference}',
      sentence: 'A message about {caseSummary} reached nobody. Please get in touch another way.',
    },
    'decision-needed': {
      title: 'Your decision is needed: {reference}',
      sentence: '{caseSummary} waits for you to decide how to go on.',
    },
    assigned: { title: 'Yours now: {reference}', sentence: '{caseSummary} was given to you.' },
    'resident-wrote': {
      title: 'The resident wrote: {reference}',
      sentence: 'The resident added something to {caseSummary}.',
    },
    reopened: {
      title: 'Reopened: {reference}',
      sentence: '{caseSummary} was reopened. Please look at it.',
    },
    dissatisfied: {
      title: 'Not satisfied: {reference}',
      sentence: 'The resident is not satisfied with the answer to {caseSummary}. Please look into it.',
    },
    reminder: { title: 'Reminder: {reference}', sentence: '{caseSummary}: please mind “{clock}”.' },
    ask: {
      title: 'We have a question',
      sentence: 'We need a little more about your matter {reference}. Please open your tracking page.',
      due: ' Please answer by {at}.',
    },
    reply: {
      title: 'Your matter has a reply',
      sentence: 'There is a reply to your matter {reference}. Please open your tracking page.',
    },
    'deadline-moved': {
      title: 'A time has changed',
      sentence: 'A time of your matter {reference} has changed; your tracking page says why.',
    },
    'rating-request': {
      title: 'How was it?',
      sentence: 'Your matter {reference} has a result. Please read it on your tracking page and rate it.',
    },
    nudge: {
      title: 'We are waiting for your answer',
      sentence: 'Your matter {reference} still waits for your answer. Please open your tracking page.',
      due: ' Please answer by {at}.',
    },
    receipt: {
      title: 'Received',
      sentence: 'We have your matter. Its number is {reference}; please note it.',
      due: ' A person answers by {at}.',
    },
    answered: {
      title: 'Received, and answered',
      sentence:
        'We have your matter. Its number is {reference}; please note it. A person has answered already: please open your tracking page.',
    },
    withdrawn: {
      title: 'Taken back',
      sentence: 'We had your matter {reference}. It was taken back since, and nobody works on it any more.',
    },
    linked: {
      title: 'Received, and handled together',
      sentence:
        'We have your matter. Its number is {reference}; please note it. It is handled together with what others reported; your tracking page says how it goes.',
    },
    late: {
      title: 'Received',
      sentence:
        'We have your matter. Its number is {reference}; please note it. The answer is late. We are sorry; a person answers as soon as possible.',
    },
    news: {
      title: '{count} messages for you',
      sentence:
        'Your matter {reference}: {newest}. {count} messages since last night: {news}. Please open your tracking page.',
    },
    digest: {
      title: 'Many at once: {count} more',
      sentence:
        '{count} more matters came in that nobody has opened ({batch}). Some of them: {references}. They were not verified; any of them may be real. Please look at the list.',
    },
    brief: {
      title: 'This morning',
      sentence: '{open} open, {overdue} overdue, {dueToday} due today, {newOvernight} new since last night.',
    },
  },
  news: {
    receipt: 'we have received it',
    answered: 'we have received and answered it',
    withdrawn: 'it was taken back',
    linked: 'it is handled together with what others reported',
    late: 'we have received it, and the answer is late; we are sorry',
    reply: 'there is a reply',
    ask: 'we need a little more from you',
    nudge: 'we still wait for your answer',
    'deadline-moved': 'a time has changed',
    'rating-request': 'there is a result; please rate it',
  },
  caseSummary: { open: '{reference} ({priority}, {type}, {place})', sensitive: '{reference} ({priority})' },
  batch: { open: '{priority}, {type}, {place}', sensitive: '{priority}' },
  due: ' Due {at}.',
  mayMove: ' Holidays after this date are not announced yet, so it may move.',
  someClock: 'the next step',
} as const satisfies NoticeWords;
