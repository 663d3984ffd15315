import type { NoticeWords } from '../notice-words.ts';

/** Between the parts of a list. */
export const between = ', ';

export const notices = {
  kinds: {
    level: {
      title: 'Escalated: {reference}',
      sentence:
        'Nobody has taken on {caseSummary}; it has reached level {level}. Please act now and press “take it on”.',
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
    'helper-silent': {
      title: 'No answer from the helper: {reference}',
      sentence:
        'The helper you asked about {caseSummary} has not answered. Please call, or find another way.',
    },
    'helper-answered': {
      title: 'The helper answered: {reference}',
      sentence: 'The helper you asked about {caseSummary} has answered. Please have a look.',
    },
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
    'broken-promise': {
      title: 'We are late with your matter',
      sentence:
        'We have not kept what we promised for your matter {reference}. We are sorry. The people in charge have been told.',
      due: ' If nobody has answered by {at}, the next in charge is told.',
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
    several: {
      title: 'Several at once: {count}',
      sentence:
        '{count} matters need you: {references}. Each has a message that could not be sent by itself, because there were too many. Please look at the list.',
    },
    'faq-to-approve': {
      title: 'An answer waits for approval',
      sentence:
        'A question with its answer was written for residents. Please read it and approve it; until then nobody sees it.',
    },
    'faq-look-again': {
      title: 'Look at an answer again',
      sentence:
        'The time of an answer that residents read is running out. Please check that it is still true; otherwise it is taken away.',
    },
    'faq-lapsed': {
      title: 'An answer was taken away',
      sentence:
        'Nobody looked at this answer in time, so residents do not see it any more. Please check it; then it is shown again.',
    },
    'webhook-gone': {
      title: 'Another system takes no events any more',
      sentence:
        'The endpoint {endpoints} answered that it takes nothing any more (410), so nothing is sent to it. Please ask who runs it; then start it again or remove it.',
    },
    'webhook-given-up': {
      title: 'Events did not reach another system',
      sentence:
        'For three days, events did not reach the endpoint {endpoints}. They are listed and can be sent again. Please ask who runs it.',
    },
    brief: {
      title: 'This morning',
      sentence: '{open} open, {overdue} overdue, {dueToday} due today, {newOvernight} new since last night.',
    },
    test: {
      title: 'A test',
      sentence: 'This message shows that this channel arrives. There is nothing to do.',
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
    'broken-promise': 'we are late with what we promised; we are sorry',
  },
  caseSummary: { open: '{reference} ({priority}, {type}, {place})', sensitive: '{reference} ({priority})' },
  batch: { open: '{priority}, {type}, {place}', sensitive: '{priority}' },
  due: ' Due {at}.',
  mayMove: ' Holidays after this date are not announced yet, so it may move.',
  someClock: 'the next step',
} as const satisfies NoticeWords;
