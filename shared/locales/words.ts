import type { CaseType } from '../cases/case-type.ts';
import type { ClockKind, PromiseKind } from '../cases/clock-kinds.ts';
import type { NotResolvedReason, RejectionReason, TransferTarget, Wish } from '../cases/command.ts';
import type { FactType } from '../cases/fact.ts';
import type { Move, Status } from '../cases/lifecycle.ts';
import type { Language } from '../engine/language.ts';
import type { ViolationKind } from '../engine/proof/proof.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { Role } from '../engine/scope.ts';
import type { DocumentWords } from './document-words.ts';
import type { NoticeWords } from './notice-words.ts';
import type {
  CheckWords,
  FaqPageWords,
  FormWords,
  FrameWords,
  HelperWords,
  HomeWords,
  KeptWords,
  PosterWords,
  QuestionsWords,
  TrackWords,
} from './page-words.ts';
import type { PhotoWords } from './photo-words.ts';
import type { InputErrorCode, ProblemCode } from './problem-codes.ts';
import type { Sentence } from './sentence.ts';
import type { StepCode } from './step-codes.ts';

/** The title of a problem, and a sentence that says what to do. */
export interface ProblemWords {
  readonly title: Sentence;
  readonly detail: Sentence;
}

/** What a resident should do at once, besides waiting. */
export const adviceCodes = ['emergency', 'no-phone'] as const;
export type AdviceCode = (typeof adviceCodes)[number];

/** How a case ended: outcomes of the types, reasons for rejections, targets of transfers. */
export type OutcomeWords = Readonly<Record<string, Sentence>> &
  Readonly<Record<NotResolvedReason | RejectionReason | TransferTarget, Sentence>>;

/** What answers other than pages say. A missing or unknown key does not compile. */
export interface AnswerWords {
  readonly language: Language;
  /** The name of the language in that language. */
  readonly ownName: Sentence;
  readonly problems: Readonly<Record<ProblemCode, ProblemWords>>;
  /** Added to the sentence of a refused move: the status that it leads to. */
  readonly leading: Sentence;
  readonly inputErrors: Readonly<Record<InputErrorCode, Sentence>>;
  /** Labels of form fields. A field without a label is shown by its name. */
  readonly fields: Readonly<Record<string, Sentence>>;
  readonly types: Readonly<Record<CaseType, Sentence>>;
  /** Replaces the type of a sensitive case, since somebody else may see the screen. */
  readonly neutralTitle: Sentence;
  readonly statuses: Readonly<Record<Status | 'handled', Sentence>>;
  readonly outcomes: OutcomeWords;
  readonly roles: Readonly<Record<Role, Sentence>>;
  readonly responsibles: Readonly<Record<Responsible, Sentence>>;
  readonly you: Sentence;
  readonly coReporter: Sentence;
  readonly system: Sentence;
  /** Separates the items of a list. */
  readonly between: Sentence;
  readonly moves: Readonly<Record<Move, Sentence>>;
  readonly clocks: Readonly<Record<ClockKind, Sentence>>;
  readonly promises: Readonly<Record<PromiseKind, Sentence>>;
  readonly steps: Readonly<Record<StepCode, Sentence>>;
  readonly advice: Readonly<Record<AdviceCode, Sentence>>;
  readonly late: { readonly sorry: Sentence; readonly informed: Sentence };
  /** Facts in the history; `{who}` is a role, never a name. */
  readonly facts: Readonly<Record<FactType, Sentence>>;
  /** Replaces the sentence of `message-added` when the resident wishes to be contacted. */
  readonly wishes: Readonly<Record<Wish, Sentence>>;
  /** Violations found by the daily proof, for staff. What to do about them is in the runbook. */
  readonly violations: Readonly<Record<ViolationKind, Sentence>>;
  readonly photos: PhotoWords;
  readonly notices: NoticeWords;
}

/** The catalogue of a language: what pages and answers say. */
export interface Words extends AnswerWords {
  readonly questions: QuestionsWords;
  readonly frame: FrameWords;
  readonly home: HomeWords;
  readonly kept: KeptWords;
  readonly form: FormWords;
  readonly track: TrackWords;
  readonly check: CheckWords;
  readonly helper: HelperWords;
  readonly faq: FaqPageWords;
  readonly poster: PosterWords;
  /** The page that loads the console, whose own sentences are in `console-words.ts`. */
  readonly console: {
    readonly title: Sentence;
    readonly needsScript: Sentence;
    readonly tooOld: Sentence;
  };
  readonly documents: DocumentWords;
}
