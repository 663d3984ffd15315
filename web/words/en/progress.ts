import type { Words } from '../words.ts';

export const moves = {
  acknowledge: 'acknowledge',
  assign: 'assign',
  start: 'start',
  reply: 'reply',
  note: 'write a note',
  'ask-resident': 'ask the resident',
  'await-third-party': 'wait for another office',
  schedule: 'make an appointment',
  resume: 'carry on',
  extend: 'extend',
  retype: 'change the type',
  'acknowledge-rung': 'take on the reminder',
  'reach-milestone': 'complete a step',
  resolve: 'resolve',
  'not-resolve': 'end without a solution',
  reject: 'refuse',
  'mark-duplicate': 'join with another matter',
  transfer: 'hand over',
  'confirm-handover': 'confirm the handover',
  close: 'close',
  'grant-withdrawal': 'let it be taken back',
  'keep-open': 'keep it open',
  reopen: 'say it is not solved',
  withdraw: 'take it back',
  'add-message': 'add something',
  rate: 'rate',
} as const satisfies Words['moves'];

export const clocks = {
  acknowledge: 'acknowledgement',
  respond: 'first answer',
  update: 'news',
  resolve: 'result',
  'resident-answer': 'answer of the resident',
  'third-party': 'answer of the other office',
  appointment: 'appointment',
  handover: 'handover',
  window: 'time to say “not solved”',
  decision: 'decision',
  'sign-off': 'second signature',
  withdrawal: 'wish to take it back',
  'footage-kept': 'footage secured',
  'footage-expiry': 'footage expires',
  'owner-search-end': 'search for the owner ends',
  'action-check': 'check of what is being done',
  'police-reference': '110 reference',
  'family-or-station': 'family or station',
  'other-side': 'other side contacted',
  'first-sitting': 'first sitting',
  'first-revisit': 'first visit afterwards',
  'second-revisit': 'second visit afterwards',
  'third-revisit': 'third visit afterwards',
  'notice-served': 'notice served',
  fixed: 'fixed',
  're-inspected': 'inspected again',
  'committee-acknowledged': 'committee acknowledged',
  'committee-report': 'committee reported',
  'care-call': 'care call',
  'warning-draft': 'warning drafted',
  typed: 'right type given',
} as const satisfies Words['clocks'];

export const promises = {
  acknowledge: 'a person looks at it',
  respond: 'a person answers you',
  update: 'you hear how it goes',
  resolve: 'you get a result',
} as const satisfies Words['promises'];

export const steps = {
  answer: 'A person answers you',
  news: 'You hear how it goes',
  result: 'You get a result',
  'your-answer': 'Please add what we asked for',
  'third-party': 'Another office answers; we follow it up',
  appointment: 'It is done as agreed with you',
  handover: 'The receiver confirms that they have it',
  decision: 'We decide how to go on',
  window: 'If it is not solved, tell us before this time',
  'follow-up': 'Somebody looks in again',
} as const satisfies Words['steps'];

export const advice = {
  emergency:
    'If somebody is in danger now, call 110 at once (ambulance 120, fire 119). This service does not replace the police call.',
  'no-phone':
    'You left no telephone number, so nobody can call you: go to the nearest guard post now, or call 110.',
} as const satisfies Words['advice'];

export const late = {
  sorry: 'We are sorry: this was not done in time.',
  told: 'Told about it: {who}.',
} as const satisfies Words['late'];

export const facts = {
  submitted: 'Your report was received',
  acknowledged: 'Seen by the {who}',
  assigned: 'Somebody was put in charge',
  started: 'The {who} began to work on it',
  replied: 'Answer of the {who}',
  noted: 'The {who} wrote a note',
  'resident-asked': 'The {who} asked you for more',
  'third-party-awaited': 'Waiting for another office',
  scheduled: 'An appointment was made',
  resumed: 'Work went on',
  extended: 'A date was moved, for this reason',
  retyped: 'The kind of matter was corrected',
  'rung-acknowledged': 'The {who} took it on',
  'milestone-reached': 'A step was completed',
  resolved: 'Solved',
  'not-resolved': 'Could not be solved',
  'rejection-proposed': 'Refusal was proposed',
  rejected: 'Not taken on',
  'marked-duplicate': 'Joined with the same matter',
  transferred: 'Handed over',
  'handover-confirmed': 'The receiver confirmed',
  closed: 'Closed',
  'withdrawal-asked': 'You asked to take it back; this has to be confirmed',
  'withdrawal-declined': 'This has to go on and cannot be taken back now',
  withdrawn: 'Taken back',
  'message-added': 'You added something',
  rated: 'You rated it',
  reopened: 'Taken up again',
  reminded: 'A reminder was sent',
  breached: 'Not done in time',
  lapsed: 'A waiting time ended',
  'rung-reached': 'Reported to the {who}',
  'closing-asked': 'Asked whether it may be closed',
  reviewed: 'Asked to be looked at again',
  'delivery-failed': 'A message could not be delivered',
} as const satisfies Words['facts'];

export const wishes = {
  call: 'You asked to be called',
  visit: 'You asked to talk in the police room',
} as const satisfies Words['wishes'];
