import type { QuestionsWords } from '../page-words.ts';

const things = {
  phone: 'Phone',
  wallet: 'Wallet',
  'bank-card': 'Bank card',
  'id-card': 'Identity card',
  keys: 'Keys',
  bag: 'Bag',
  other: 'Other',
};
const times = { 'within-2-hours': 'In the last 2 hours', today: 'Earlier today', earlier: 'Before today' };
const persons = { child: 'A child', elder: 'An old person', adult: 'An adult' };

export const questions = {
  'lost-item': {
    item: { ask: 'What was lost', choices: things },
    when: { ask: 'When', choices: times },
  },
  'found-item': {
    item: { ask: 'What was found', choices: things },
    when: { ask: 'When', choices: times },
  },
  'lost-person': {
    who: { ask: 'Who is missing', choices: persons },
    memory: {
      ask: 'Forgetful, cannot say where they live',
      choices: { yes: 'Yes', no: 'No', unknown: 'Not known' },
    },
  },
  'found-person': { who: { ask: 'Whom did you meet', choices: persons } },
  dispute: {
    kind: {
      ask: 'What about',
      choices: { noise: 'Noise', money: 'Money', family: 'Family', neighbours: 'Neighbours', other: 'Other' },
    },
    risk: {
      ask: 'Is any of this so',
      choices: {
        none: 'None of it',
        weapon: 'Somebody has a weapon',
        violence: 'Somebody hits',
        child: 'A child is hurt',
        pregnancy: 'Somebody is pregnant',
        'third-time': 'Third time in a month',
      },
    },
  },
  hazard: {
    kind: {
      ask: 'What is wrong',
      choices: {
        'locked-fire-door': 'Fire door locked',
        'blocked-escape-route': 'Way out blocked',
        'fire-alarm': 'Fire alarm broken',
        clutter: 'Things in the corridor',
        equipment: 'Equipment broken',
        other: 'Other',
      },
    },
  },
  lead: { now: { ask: 'Is it happening now', choices: { yes: 'Right now', no: 'Not now' } } },
  welfare: {
    worry: {
      ask: 'What worries you',
      choices: {
        'no-answer-at-the-door': 'Nobody answers the door',
        'danger-to-self-or-others': 'May hurt themselves or others',
        lonely: 'Lives alone, has little company',
        'needs-care': 'Needs care',
      },
    },
  },
  consultation: {
    topic: {
      ask: 'What about',
      choices: {
        household: 'Household register',
        residence: 'Residence registration',
        legal: 'Law',
        traffic: 'Traffic',
        other: 'Other',
      },
    },
  },
  delivery: {
    document: {
      ask: 'Which paper',
      choices: {
        'id-card': 'Identity card',
        'residence-permit': 'Residence permit',
        certificate: 'Certificate',
        other: 'Other',
      },
    },
  },
  fraud: {
    paid: {
      ask: 'Was money paid',
      choices: { 'within-48-hours': 'Yes, in the last 2 days', earlier: 'Yes, earlier', no: 'No' },
    },
  },
  other: {},
} as const satisfies QuestionsWords;
