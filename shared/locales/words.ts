import type { Language } from '../cases/case.ts';
import type { CaseType } from '../cases/case-type.ts';
import type { NotResolvedReason, RejectionReason, TransferTarget, Wish } from '../cases/command.ts';
import type { FactType } from '../cases/fact.ts';
import type { Move, Status } from '../cases/lifecycle.ts';
import type { ClockKind, PromiseKind } from '../engine/clocks/clock.ts';
import type { ViolationKind } from '../engine/proof/proof.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { Role } from '../engine/scope.ts';
import type { DocumentWords } from './document-words.ts';
import type { NoticeWords } from './notice-words.ts';
import type {
  CheckWords,
  FormWords,
  FrameWords,
  KeptWords,
  PosterWords,
  QuestionsWords,
  TrackWords,
} from './page-words.ts';
import type { PhotoWords } from './photo-words.ts';
import type { InputErrorCode, ProblemCode } from './problem-codes.ts';
import type { Sentence } from './sentence.ts';
import type { StepCode } from './step-codes.ts';

/** Why a request is not met: a few words, and a sentence that says what to do. */
export interface ProblemWords {
  readonly title: Sentence;
  readonly detail: Sentence;
}

/** What a person is told to do at once, besides waiting. */
export const adviceCodes = ['emergency', 'no-phone'] as const;
export type AdviceCode = (typeof adviceCodes)[number];

/** How a case ended: outcomes of the types, reasons of refusals, receivers of transfers. */
export type OutcomeWords = Readonly<Record<string, Sentence>> &
  Readonly<Record<NotResolvedReason | RejectionReason | TransferTarget, Sentence>>;

/** All that a language must have words for. A key that is missing, or one too many, does not compile. */
export interface Words {
  readonly language: Language;
  /** The language as it calls itself, whichever the reader reads. */
  readonly ownName: Sentence;
  readonly problems: Readonly<Record<ProblemCode, ProblemWords>>;
  /** Added to a refused move: where it would have led. */
  readonly leading: Sentence;
  readonly inputErrors: Readonly<Record<InputErrorCode, Sentence>>;
  /** Names of fields as a form labels them; a field without one is called by its own name. */
  readonly fields: Readonly<Record<string, Sentence>>;
  readonly types: Readonly<Record<CaseType, Sentence>>;
  /** Stands for the type where somebody may look over the reader's shoulder. */
  readonly neutralTitle: Sentence;
  readonly statuses: Readonly<Record<Status | 'handled', Sentence>>;
  readonly outcomes: OutcomeWords;
  readonly roles: Readonly<Record<Role, Sentence>>;
  readonly responsibles: Readonly<Record<Responsible, Sentence>>;
  readonly you: Sentence;
  /** Somebody else who reported the same. */
  readonly coReporter: Sentence;
  readonly system: Sentence;
  /** Stands between the items of a list. */
  readonly between: Sentence;
  readonly moves: Readonly<Record<Move, Sentence>>;
  readonly clocks: Readonly<Record<ClockKind, Sentence>>;
  readonly promises: Readonly<Record<PromiseKind, Sentence>>;
  readonly steps: Readonly<Record<StepCode, Sentence>>;
  readonly advice: Readonly<Record<AdviceCode, Sentence>>;
  readonly late: { readonly sorry: Sentence; readonly informed: Sentence };
  /** What happened, as the history tells it; `{who}` is a role, never a name. */
  readonly facts: Readonly<Record<FactType, Sentence>>;
  /** In place of "you added something", where it was a wish to be spoken with. */
  readonly wishes: Readonly<Record<Wish, Sentence>>;
  /** What the daily proof found wrong, for staff; what to do about it stands in the runbook. */
  readonly violations: Readonly<Record<ViolationKind, Sentence>>;
  readonly questions: QuestionsWords;
  readonly frame: FrameWords;
  readonly kept: KeptWords;
  readonly form: FormWords;
  readonly track: TrackWords;
  readonly check: CheckWords;
  readonly poster: PosterWords;
  readonly photos: PhotoWords;
  readonly notices: NoticeWords;
  readonly documents: DocumentWords;
}
