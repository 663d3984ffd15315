import type { Language } from '../../cases/case.ts';
import type { CaseType } from '../../cases/case-type.ts';
import type { Reference } from '../../cases/reference.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Priority } from '../priority.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId } from '../scope.ts';
import type { MessageKind } from './message.ts';

/** What a channel is given to say. The wording is the channel's, from the catalogues; nothing personal is in it. */
export interface Notice {
  /** The same for every attempt of one delivery, so that a receiver can tell a repeat. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly to: Responsible;
  readonly people: readonly PersonId[];
  readonly language: Language;
  readonly at: Instant;
  /** Absent in a brief, and reduced to the reference where the case is sensitive. */
  readonly caseSummary?: {
    readonly reference: Reference;
    readonly type?: CaseType;
    readonly place?: string;
    readonly priority: Priority;
    readonly dueAt?: Instant;
  };
  readonly clock?: string;
  readonly level?: number;
  readonly counts?: Readonly<Record<string, number>>;
  /** Of matters batched: what they have in common, and the numbers of some. */
  readonly batch?: {
    readonly count: number;
    readonly references: readonly Reference[];
    readonly type?: CaseType;
    readonly place?: string;
    readonly priority: Priority;
  };
}
