import type { StatisticsWords } from '../statistics-words.ts';
import { types } from './case-words.ts';

export const statistics = {
  by: 'by',
  part: 'part',
  all: 'all',
  nobody: 'nobody',
  otherPersons: 'others, with few cases each',
  received: 'received',
  answered: 'answered',
  rates: {
    response: {
      numerator: 'replied in time',
      denominator: 'reply was due',
      unknown: 'reply: not known',
    },
    completion: {
      numerator: 'answered in time',
      denominator: 'answer was due',
      unknown: 'answer: not known',
    },
    resolution: {
      numerator: 'resolved, not reopened',
      denominator: 'closed with an answer',
      unknown: 'resolution: not known',
    },
    satisfaction: {
      numerator: 'satisfied or mostly',
      denominator: 'rated',
      unknown: 'satisfaction: not known',
    },
  },
  responseMinutesMedian: 'minutes to the first reply (median)',
  reopened: 'reopened after it was resolved',
  endings: {
    open: 'open',
    resolved: 'closed: resolved',
    'resolved-after-reopening': 'closed: resolved after it was reopened',
    'not-resolved': 'closed: not resolved',
    rejected: 'closed: not taken on',
    transferred: 'closed: handed over',
    withdrawn: 'taken back',
    linked: 'joined with the same matter',
  },
  ratings: {
    satisfied: 'satisfied',
    'mostly-satisfied': 'mostly satisfied',
    dissatisfied: 'dissatisfied',
    'not-reached': 'not reached',
  },
  groupings: { type: 'type', building: 'building', hour: 'weekday-hour', day: 'day', person: 'person' },
  types,
} as const satisfies StatisticsWords;
