import type { RowFamily } from '../../infra/rights/row-families.ts';
import type { KeyUse } from '../../shared/adapters/vault/key-use.ts';

/** What follows for others from a write into a family of rows, in words for docs/rights.md. */
export interface Meaning {
  /** What others believe of it. */
  readonly forge?: string;
  /** What is lost or no longer found when a row is written over. Nobody may delete one. */
  readonly hide?: string;
  /** What follows where only some attributes may be written; the same when absent. */
  readonly inPart?: { readonly forge?: string; readonly hide?: string };
  /** What shows that a row was written by somebody other than its own code. */
  readonly shownBy: string;
}

const register = 'the proof, which compares the row with the facts of the register (`register-changed`)';
const firstKey = {
  forge: 'the first key of its use, where none was made yet',
  hide: 'that key, for all: nothing can be hashed, signed or found with it again',
  shownBy:
    'the check value of the first key: the next use of another one fails; the row comes back from a backup',
};

export const rowMeanings: Readonly<Record<RowFamily, Meaning>> = {
  case: {
    forge: 'a step, a deadline or a message of a case whose id is known',
    hide: 'a state, fact, text or message of a case, under another one',
    inPart: {
      forge: 'when a case is due, and that a message was sent',
      hide: 'a case or a message from what is due',
    },
    shownBy:
      'state and facts: the notary objects, and the proof names the case, also where a step names another reader than the first fact. A text that was changed or replaced: it is shown as damaged, since its fact commits to another; one whose `keys` were removed looks erased, until erasing leaves a fact. A message marked as sent: nothing but the silence of its addressee',
  },
  register: {
    forge: 'a change of what a station is',
    hide: 'such a change, under another one',
    shownBy: 'the notary objects, and the proof names the register',
  },
  'helper-task': {
    forge: 'an answer of a helper, or what one was asked, of a task whose id is known',
    hide: 'a task, under another one',
    inPart: { forge: 'when a task is due', hide: 'a task from what is due' },
    shownBy:
      'the notary objects, and the proof names the task; the facts of its case, which name each task and answer too',
  },
  webhooks: {
    forge: 'where events go, or a message about it',
    hide: 'an endpoint, under another one',
    inPart: { forge: 'that a message about it was sent', hide: 'such a message' },
    shownBy: 'the notary objects, and the proof names the endpoints of the station',
  },
  'webhook-event': {
    forge: 'an event on its way to an endpoint, in ids and codes',
    hide: 'an event that has not arrived',
    shownBy: 'the facts of its case, whose versions another system can count',
  },
  'faq-entry': {
    forge: 'a common question that waits for approval, or when one is due',
    hide: 'such an entry, under another one',
    inPart: { forge: 'when an entry is due', hide: 'an entry from what is due' },
    shownBy: 'the notary objects, and the proof names the entry',
  },
  'faq-list': {
    forge: 'an answer that residents read',
    hide: 'such an answer',
    shownBy:
      'the fact of its approval, which holds the hash of the words; staff see the list as residents do',
  },
  'faq-answered': {
    forge: 'that an answer was enough',
    shownBy: 'nothing: it is a count, kept apart from all responses',
  },
  'helper-link': {
    forge: 'which task a link leads to',
    hide: 'the way from a link to its task',
    shownBy: 'the helper, whose link no longer opens the words of the task',
  },
  'case-helper': {
    forge: 'that a task belongs to a case',
    shownBy: 'the facts of the case, which name its tasks',
  },
  'helper-read-log': {
    forge: 'a look at a task',
    hide: 'a recorded look, under another one',
    shownBy: 'written over: the notary objects, and the chain of reads breaks in the proof. Added: nothing',
  },
  link: {
    forge: 'which case a link leads to',
    hide: 'the way from a link to its case',
    shownBy: 'the resident, whose link no longer opens their texts; the proof, where it leads to no case',
  },
  reference: {
    forge: 'which case a number leads to',
    hide: 'a case from the search by number',
    shownBy: 'staff, who see another number on the case; the proof, where it leads to no case',
  },
  'recent-report': {
    forge: 'that others reported the same',
    hide: 'that others reported the same',
    shownBy: 'nothing; who joins a case is a fact of both',
  },
  'co-reporter': {
    forge: 'that two cases are linked',
    hide: 'a co-reporter from those who are told',
    shownBy: 'the facts of both cases',
  },
  contact: {
    hide: 'a case from the search by telephone',
    shownBy: 'nothing; by number, place and time it is found',
  },
  'phone-hash': {
    forge: 'which cases a telephone number leads to',
    hide: 'a case from the search by telephone',
    shownBy: 'staff, who see another number on the case; the proof, where it leads to no case',
  },
  'read-log': {
    forge: 'a read, in the name of any person of staff',
    hide: 'a recorded read, under another one',
    shownBy:
      'written over: the notary objects, and the chain of reads breaks in the proof. Added: the person named',
  },
  'used-once': {
    forge: 'that a proof of work or a poster link was used',
    shownBy: 'the trust reason `replayed-proof`; the person whose link does not open',
  },
  counter: {
    forge: 'how many reports came in, and by that the trust of later ones',
    shownBy: 'the trust reasons of reports; no deadline depends on them',
  },
  'channel-minute': {
    forge:
      'how many messages a channel took in a minute, and by that how long others wait; how many short messages a station paid for today',
    shownBy: 'messages that are late, in the metric of retries; the alarm for the short messages of a day',
  },
  brief: {
    forge: 'a morning brief',
    hide: 'a morning brief',
    shownBy: 'staff; the lists show the same cases',
  },
  batch: {
    forge: 'a digest of messages of low trust',
    hide: 'such a digest',
    shownBy: 'staff; the lists show the same cases',
  },
  'channel-test': {
    forge: 'a message about nothing to the chiefs, over a channel of the station',
    hide: 'what became of such a test',
    shownBy: 'the chief who tries a channel; the outbox of the provider',
  },
  count: {
    forge: 'what the statistics say of a case',
    hide: 'a case from the statistics, or what it came to',
    shownBy:
      'nothing by itself. The next step of the case writes over it, and `operate recount` counts all anew from the facts; a missing one is counted as `missing`',
  },
  policy: { forge: 'what a station promises', hide: 'a published policy', shownBy: register },
  place: { forge: 'where the code of a poster leads', hide: 'the place of a code', shownBy: register },
  'station-places': { forge: 'the places of a station', hide: 'a place', shownBy: register },
  station: { forge: 'name and telephone of a station', hide: 'a station', shownBy: register },
  stations: { forge: 'a station', shownBy: register },
  person: { forge: 'who works in a station', hide: 'a person from those who are told', shownBy: register },
  proof: {
    forge: 'what the last proof found',
    hide: 'what the last proof found',
    shownBy: 'the log of the notary, from which the proof is computed again; an alarm that was raised before',
  },
  'notary-request': {
    forge: 'that the log of the notary lacks something',
    hide: 'that it does',
    shownBy: 'the notary, which states nothing that does not extend its log; the next proof',
  },
  root: {
    forge: 'a daily root',
    hide: 'a daily root',
    shownBy: 'a person who kept the published one, and the log, from which it is computed again',
  },
  'proof-run': {
    forge: 'how far a proof came',
    hide: 'findings of a run that is not finished',
    shownBy: 'the next run',
  },
  'asked-proof': {
    forge:
      'that a person asked for a proof; each such row starts the prover, which costs reads and harms nothing',
    hide: 'who asked for a proof',
    shownBy: 'how often the prover ran, in its metrics; the person named',
  },
  'text-key': {
    forge: 'the key to which later texts of a station are sealed',
    hide: 'the key that opens the texts of a station, for all',
    shownBy: 'its check value: staff cannot open; the row comes back from a backup',
  },
  'contact-key': {
    forge: 'the key to which later contacts of a station are sealed',
    hide: 'the key that opens the contacts of a station',
    shownBy: 'its check value; the row comes back from a backup',
  },
  'hashing-key': firstKey,
  'command-key': firstKey,
  'signing-key': firstKey,
  'phone-key': firstKey,
  'webhook-key': firstKey,
  'notary-key': firstKey,
};

/** Objects of the bucket, by their prefix. */
export const photoMeanings: Readonly<Record<'incoming' | 'kept' | 'copies', Meaning>> = {
  incoming: {
    forge: 'a photo of a case, until it is sanitized',
    hide: 'an upload',
    shownBy: 'the resident, who sees which photos were kept',
  },
  copies: {
    forge: 'the copy of a photo for a helper',
    hide: 'such a copy',
    shownBy:
      'the helper, whose page shows no photo; one that was replaced opens, since it can be sealed with public keys alone',
  },
  kept: {
    forge: 'a kept photo',
    hide: 'a kept photo, under another one',
    shownBy:
      'a photo that was changed does not open. One that was replaced does: it can be sealed with public keys alone, and no fact commits to it',
  },
};

export const busMeaning: Meaning = {
  forge: 'a fact, to other systems; an offer of a message, which `notify` checks against the row',
  shownBy: 'the facts of the case',
};

/** What the key of a use opens. */
export const keyMeanings: Readonly<Record<KeyUse, string>> = {
  texts: 'every text and photo that is sealed to a station',
  contacts: 'contacts, and no other text',
  hashing: 'nothing; it compares reports, residents’ actions and addresses',
  commands: 'nothing; it compares actions of staff, whose texts it could test guesses of',
  signing: 'nothing; it signs receipts, progress statements, tickets and challenges',
  phones: 'nothing; it tests telephone numbers against hashes',
  webhooks: 'nothing; it signs what other systems are told',
  notary: 'nothing; it vouches for the log',
};
