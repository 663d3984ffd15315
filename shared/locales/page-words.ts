import type { Rating } from '../cases/case.ts';
import type { CaseType } from '../cases/case-type.ts';
import type { DocumentFault } from './document-words.ts';
import type { Counted, Sentence } from './sentence.ts';
import type { StepCode } from './step-codes.ts';

/** The tiles of the form, in the order in which they stand: the urgent and the frequent first. */
export const tileIds = [
  'lost',
  'missing',
  'met',
  'fraud',
  'fire',
  'noise',
  'dispute',
  'lead',
  'worry',
  'found',
  'danger',
  'documents',
  'ask',
  'other',
] as const;
export type TileId = (typeof tileIds)[number];

/** A closed question as a person is asked it. */
export interface QuestionWords {
  readonly ask: Sentence;
  readonly choices: Readonly<Record<string, Sentence>>;
}

/** Every closed question of a type, by its name in the policy. */
export type QuestionsWords = Readonly<Record<CaseType, Readonly<Record<string, QuestionWords>>>>;

/** What stands on every page for residents. */
export interface FrameWords {
  /** Stands where the station has no name of its own yet. */
  readonly room: Sentence;
  readonly skip: Sentence;
  readonly settings: Sentence;
  readonly large: Sentence;
  readonly normal: Sentence;
  readonly emergencyTitle: Sentence;
  readonly emergency: Sentence;
  /** Before every error, so that colour is never the only sign. */
  readonly error: Sentence;
  readonly errors: Counted;
  readonly leave: Sentence;
  readonly call: Sentence;
  readonly optional: Sentence;
  readonly today: Sentence;
  readonly tomorrow: Sentence;
  readonly yesterday: Sentence;
  /** Of `{month}`, a number, and `{day}`. */
  readonly date: Sentence;
  readonly minutes: Sentence;
  readonly hours: Sentence;
  readonly days: Sentence;
  readonly wholeHours: Sentence;
  readonly wholeDays: Sentence;
  readonly poster: Sentence;
}

/** What is said of a report that is kept on its writer's telephone until it is received. */
export interface KeptWords {
  /** Names the panel to those who listen. */
  readonly label: Sentence;
  readonly unsent: Sentence;
  readonly unsentText: Sentence;
  /** Whoever cannot wait for a line; with `{110}`. */
  readonly danger: Sentence;
  readonly at: Sentence;
  readonly sending: Sentence;
  readonly waiting: Sentence;
  readonly tryNow: Sentence;
  readonly otherwise: Sentence;
  readonly change: Sentence;
  readonly discard: Sentence;
  readonly discardHint: Sentence;
  readonly another: Sentence;
  readonly refused: Sentence;
  readonly refusedLink: Sentence;
  readonly received: Sentence;
  readonly receivedLink: Sentence;
  readonly tooOld: Sentence;
  readonly tooOldText: Sentence;
  readonly seen: Sentence;
}

export interface FormWords {
  readonly title: Sentence;
  readonly heading: Sentence;
  readonly elsewhere: Sentence;
  readonly elsewhereLabel: Sentence;
  readonly elsewhereKeep: Sentence;
  readonly choose: Sentence;
  readonly append: Sentence;
  readonly what: Sentence;
  readonly whatHint: Sentence;
  readonly reach: Sentence;
  readonly phone: Sentence;
  readonly phoneHint: Sentence;
  readonly name: Sentence;
  readonly nameHint: Sentence;
  readonly afterTitle: Sentence;
  readonly after: Sentence;
  readonly submit: Sentence;
  /** Beside a field that nobody sees, for browsers that show it all the same. */
  readonly honeypot: Sentence;
  readonly privacyTitle: Sentence;
  readonly privacy: Sentence;
  readonly again: Sentence;
  readonly tiles: Readonly<Record<TileId, Sentence>>;
  /** What to do before anything else, where somebody may be in danger. */
  readonly firstCall: { readonly [Tile in TileId]?: Sentence };
  /** In place of the general sentence of an error: `field.code`. */
  readonly errors: Readonly<Record<string, Sentence>>;
}

export interface TrackWords {
  readonly number: Sentence;
  readonly save: Sentence;
  readonly keep: Sentence;
  readonly keepHint: Sentence;
  readonly keepFile: Sentence;
  readonly keepCheck: Sentence;
  readonly pageTitle: Sentence;
  /** What the time above is about, by what comes next. */
  readonly heads: Readonly<Record<StepCode, Sentence>>;
  readonly by: Sentence;
  readonly at: Sentence;
  readonly past: Sentence;
  readonly left: Sentence;
  readonly lateBy: Sentence;
  /** Nobody has looked in time; with `{time}` and `{left}`. */
  readonly slip: Sentence;
  readonly mayMove: Sentence;
  readonly sent: Sentence;
  readonly latest: Sentence;
  readonly has: Sentence;
  readonly resting: Sentence;
  readonly history: Sentence;
  readonly next: Sentence;
  readonly erased: Sentence;
  readonly reveal: Sentence;
  readonly promises: Sentence;
  readonly kept: Readonly<Record<'open' | 'paused' | 'kept' | 'kept-late' | 'missed', Sentence>>;
  readonly add: Sentence;
  readonly addLabel: Sentence;
  readonly addSend: Sentence;
  readonly solved: Sentence;
  readonly solvedHint: Sentence;
  readonly solvedSend: Sentence;
  /** Offers to follow it together with `{count}` others. */
  readonly findSameReports: Counted;
  readonly sameReportsHint: Sentence;
  readonly join: Sentence;
  /** How many, never who. */
  readonly sharedWith: Counted;
  readonly leaveHint: Sentence;
  readonly notSolved: Sentence;
  readonly notSolvedLabel: Sentence;
  readonly notSolvedSend: Sentence;
  readonly talk: Sentence;
  readonly talkHint: Sentence;
  readonly talkCall: Sentence;
  readonly talkVisit: Sentence;
  readonly rate: Sentence;
  readonly rateLabel: Sentence;
  readonly ratings: Readonly<Record<Rating, Sentence>>;
  readonly rated: Sentence;
  readonly summary: Sentence;
  readonly trackedCase: Sentence;
  readonly place: Sentence;
  readonly received: Sentence;
  readonly phone: Sentence;
}

/** The page that checks a receipt. */
export interface CheckWords {
  readonly title: Sentence;
  readonly intro: Sentence;
  /** Stands there until the browser has shown that it can. */
  readonly cannot: Sentence;
  readonly file: Sentence;
  readonly paste: Sentence;
  readonly button: Sentence;
  readonly result: Sentence;
  readonly genuine: Sentence;
  readonly claims: Readonly<Record<'number' | 'station' | 'received' | 'answer' | 'rules', Sentence>>;
  /** What the paper cannot say by itself. */
  readonly whose: Sentence;
  readonly notGenuine: Sentence;
  readonly faults: Readonly<Record<ReceiptFault, Sentence>>;
}

/** What can be wrong with a receipt by itself. */
type ReceiptFault = Exclude<DocumentFault, 'other-case' | 'broken-chain'>;

export interface PosterWords {
  readonly title: Sentence;
  readonly lead: Sentence;
  readonly sub: Sentence;
  readonly code: Sentence;
  readonly danger: Sentence;
  readonly first: Sentence;
  readonly noPhone: Sentence;
  /** Where an old code leads. */
  readonly oldTitle: Sentence;
  readonly oldHint: Sentence;
  readonly oldGo: Sentence;
}
