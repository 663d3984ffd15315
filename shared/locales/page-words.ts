import type { Rating } from '../cases/case.ts';
import type { CaseType } from '../cases/case-type.ts';
import type { HelperAnswer } from '../cases/helper-roles.ts';
import type { NoticeWay } from '../cases/notices/notice-choice.ts';
import type { DocumentFault } from './document-words.ts';
import type { Counted, Sentence } from './sentence.ts';
import type { StepCode } from './step-codes.ts';

/** The tiles of the form in their order: urgent and frequent ones first. */
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

/** The sentence and the choices of a closed question. */
export interface QuestionWords {
  readonly ask: Sentence;
  readonly choices: Readonly<Record<string, Sentence>>;
}

/** The closed questions of each type, by their name in the policy. */
export type QuestionsWords = Readonly<Record<CaseType, Readonly<Record<string, QuestionWords>>>>;

/** Sentences of every page for residents. */
export interface FrameWords {
  /** Used while the station has no name. */
  readonly room: Sentence;
  readonly skip: Sentence;
  readonly settings: Sentence;
  readonly large: Sentence;
  readonly normal: Sentence;
  readonly emergencyTitle: Sentence;
  readonly emergency: Sentence;
  /** Precedes every error, so that colour is not the only sign of one. */
  readonly error: Sentence;
  readonly errors: Counted;
  readonly leave: Sentence;
  readonly call: Sentence;
  readonly optional: Sentence;
  readonly today: Sentence;
  readonly tomorrow: Sentence;
  readonly yesterday: Sentence;
  /** With `{month}`, a number, and `{day}`. */
  readonly date: Sentence;
  readonly minutes: Sentence;
  readonly hours: Sentence;
  readonly days: Sentence;
  readonly wholeHours: Sentence;
  readonly wholeDays: Sentence;
  readonly poster: Sentence;
}

/** Sentences of the page behind the bare address. */
export interface HomeWords {
  readonly title: Sentence;
  readonly promise: Sentence;
  readonly reportTitle: Sentence;
  readonly report: Sentence;
  /** Followed by the rooms and their numbers. */
  readonly orCall: Sentence;
  readonly followTitle: Sentence;
  readonly follow: Sentence;
  readonly receiptTitle: Sentence;
  readonly receipt: Sentence;
  readonly staffTitle: Sentence;
  /** Names no address, since each station has its own. */
  readonly staff: Sentence;
}

/** Sentences about a report that the browser keeps until the server has received it. */
export interface KeptWords {
  /** The panel's label for screen readers. */
  readonly label: Sentence;
  readonly unsent: Sentence;
  readonly unsentText: Sentence;
  /** For emergencies while there is no connection; with `{110}`. */
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

/** The ways in which a resident can be told. */
interface NoticesWords {
  readonly title: Sentence;
  readonly ways: Readonly<Record<NoticeWay, Sentence>>;
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
  /** Whether and how to be told. */
  readonly notices: NoticesWords & {
    readonly hint: Sentence;
    readonly mail: Sentence;
    readonly mailHint: Sentence;
  };
  readonly afterTitle: Sentence;
  readonly after: Sentence;
  readonly submit: Sentence;
  /** The label of the hidden honeypot field, for browsers that show it. */
  readonly honeypot: Sentence;
  readonly privacyTitle: Sentence;
  readonly privacy: Sentence;
  readonly again: Sentence;
  readonly tiles: Readonly<Record<TileId, Sentence>>;
  /** What to do first where somebody may be in danger. */
  readonly firstCall: { readonly [Tile in TileId]?: Sentence };
  /** Replaces the general sentence of an input error, by `field.code`. */
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
  /** The heading of the next step's time. */
  readonly heads: Readonly<Record<StepCode, Sentence>>;
  readonly by: Sentence;
  readonly at: Sentence;
  readonly past: Sentence;
  readonly left: Sentence;
  readonly lateBy: Sentence;
  /** The case was not acknowledged in time; with `{time}` and `{left}`. */
  readonly slip: Sentence;
  readonly mayMove: Sentence;
  /** Behind a date where there is no room for the sentence. */
  readonly mayMoveShort: Sentence;
  readonly sent: Sentence;
  readonly latest: Sentence;
  readonly has: Sentence;
  readonly resting: Sentence;
  readonly history: Sentence;
  readonly next: Sentence;
  readonly erased: Sentence;
  /** What is stored is not what was written. */
  readonly damaged: Sentence;
  readonly reveal: Sentence;
  readonly promises: Sentence;
  readonly kept: Readonly<Record<'open' | 'paused' | 'kept' | 'kept-late' | 'missed', Sentence>>;
  readonly add: Sentence;
  readonly addLabel: Sentence;
  readonly addSend: Sentence;
  readonly solved: Sentence;
  readonly solvedHint: Sentence;
  readonly solvedSend: Sentence;
  /** Offers to join `{count}` earlier reports of the same. */
  readonly findSameReports: Counted;
  readonly sameReportsHint: Sentence;
  readonly join: Sentence;
  /** With `{count}`, the number of co-reporters. */
  readonly sharedWith: Counted;
  readonly leaveHint: Sentence;
  readonly notSolved: Sentence;
  readonly notSolvedLabel: Sentence;
  readonly notSolvedSend: Sentence;
  /** Takes a withdrawal back. */
  readonly takeBack: Sentence;
  readonly takeBackLabel: Sentence;
  readonly takeBackSend: Sentence;
  readonly talk: Sentence;
  readonly talkHint: Sentence;
  readonly talkCall: Sentence;
  readonly talkVisit: Sentence;
  readonly rate: Sentence;
  readonly rateLabel: Sentence;
  readonly ratings: Readonly<Record<Rating, Sentence>>;
  readonly rated: Sentence;
  /** Above the buttons once the resident has rated; `{until}` is the last moment for a change. */
  readonly rateAgain: Sentence;
  readonly notices: NoticesWords & {
    /** The present choice; with `{to}` where messages go. */
    readonly now: Readonly<Record<NoticeWay, Sentence>>;
    readonly to: Sentence;
    readonly toHint: Sentence;
    readonly hint: Sentence;
  };
  /** The page behind the link in a mail that stops further ones. */
  readonly stop: Readonly<Record<'title' | 'text' | 'button' | 'done' | 'doneText', Sentence>>;
  readonly summary: Sentence;
  readonly trackedCase: Sentence;
  readonly place: Sentence;
  readonly received: Sentence;
  readonly phone: Sentence;
}

/** The page of common questions, and what the form says of them. */
export interface FaqPageWords {
  readonly title: Sentence;
  readonly search: Sentence;
  readonly find: Sentence;
  readonly found: Sentence;
  readonly nothing: Sentence;
  readonly none: Sentence;
  /** `{day}`: when somebody last looked at the answer. */
  readonly checked: Sentence;
  readonly wasIt: Sentence;
  readonly thanks: Sentence;
  readonly notHere: Sentence;
  readonly ask: Sentence;
  /** On the form, before a question is sent. */
  readonly first: Sentence;
}

/** The page that checks a receipt. */
export interface CheckWords {
  readonly title: Sentence;
  readonly intro: Sentence;
  /** Shown until the browser has proved that it can verify signatures. */
  readonly cannot: Sentence;
  readonly file: Sentence;
  readonly paste: Sentence;
  readonly button: Sentence;
  readonly result: Sentence;
  readonly genuine: Sentence;
  readonly claims: Readonly<Record<'number' | 'station' | 'received' | 'answer' | 'rules', Sentence>>;
  /** Explains what the receipt alone does not prove. */
  readonly whose: Sentence;
  readonly notGenuine: Sentence;
  readonly faults: Readonly<Record<ReceiptFault, Sentence>>;
}

/** The faults of a receipt without progress statements. */
type ReceiptFault = Exclude<DocumentFault, 'other-case' | 'broken-chain'>;

/** Sentences of the page for a helper without an account. */
export interface HelperWords {
  readonly title: Sentence;
  readonly lead: Sentence;
  /** Where the words of the task cannot be read. */
  readonly lost: Sentence;
  readonly picture: Sentence;
  readonly enlarge: Sentence;
  readonly keep: Sentence;
  readonly choose: Sentence;
  readonly chooseError: Sentence;
  readonly answers: Readonly<Record<HelperAnswer, { readonly title: Sentence; readonly hint: Sentence }>>;
  readonly words: Sentence;
  readonly wordsHint: Sentence;
  readonly doneHint: Sentence;
  /** A choice of the form, and what happens then. */
  readonly addPhoto: Sentence;
  readonly addPhotoHint: Sentence;
  /** The page on which the photo is chosen. */
  readonly photoTitle: Sentence;
  readonly photoHint: Sentence;
  readonly withoutPhoto: Sentence;
  /** A button once there is an answer. */
  readonly photoLater: Sentence;
  readonly notMeHint: Sentence;
  readonly send: Sentence;
  readonly asksTitle: Sentence;
  readonly asks: Sentence;
  readonly check: Sentence;
  readonly untilTitle: Sentence;
  /** With `{left}`, how long the link still opens. */
  readonly until: Sentence;
  readonly seenTitle: Sentence;
  readonly seen: Sentence;
  readonly busyTitle: Sentence;
  readonly busy: Sentence;
  /** Once there is an answer; with `{answer}` and `{at}`. */
  readonly answered: Sentence;
  readonly thanks: Sentence;
  readonly change: Sentence;
  readonly changeHint: Sentence;
  readonly notMe: Sentence;
  readonly notMeDone: Sentence;
  readonly gone: Sentence;
  readonly goneWhy: Sentence;
  readonly goneCall: Sentence;
}

export interface PosterWords {
  readonly title: Sentence;
  readonly lead: Sentence;
  readonly sub: Sentence;
  readonly code: Sentence;
  readonly danger: Sentence;
  readonly first: Sentence;
  readonly noPhone: Sentence;
  /** The page behind a replaced code. */
  readonly oldTitle: Sentence;
  readonly oldHint: Sentence;
  readonly oldGo: Sentence;
}
