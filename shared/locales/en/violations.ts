import type { Words } from '../words.ts';

export const violations = {
  'not-armed': 'This open matter had no place in the work list, so nobody would have been reminded of it.',
  'wrong-due': 'This matter stood in the work list at a time that is not its own.',
  'no-next-step': 'This open matter had lost its next deadline.',
  'due-though-ended': 'This matter has ended and still stood in the work list.',
  'not-indexed': 'This open matter is missing from the work list although it should be there.',
  'wrong-list': 'This matter stood in the wrong place of the list of matters.',
  unreadable: 'This record cannot be read any more; somebody has to look at it.',
  'broken-chain': 'The history of this matter was changed after it was written.',
  'versions-missing': 'Steps are missing from the history of this matter.',
  'texts-missing':
    'The texts of this matter do not fit its history: one is missing, or there is one too many.',
  'broken-read-log': 'The record of who read this secret matter was changed, or a read is missing in it.',
  'message-not-armed': 'This message was neither sent nor would it have been tried again.',
  'message-due-though-settled': 'This message is done with and still stood in the work list.',
  'orphan-message': 'This message belongs to a matter that is not there.',
  'orphan-reference': 'This reference number leads to no matter of its own.',
  'orphan-link': 'This resident’s link leads to a matter that is not there.',
  'orphan-join': 'This matter is said to be one with another, and one of the two is not there.',
  'orphan-search': 'A telephone number leads to a matter that is not there.',
  'stray-due': 'Something stands in the work list that is neither a matter nor a message.',
} as const satisfies Words['violations'];
