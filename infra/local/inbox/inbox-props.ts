import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { Language } from '../../../shared/engine/language.ts';
import type { Staff } from '../issuer/staff.ts';
import type { Known } from './known.ts';
import type { ResultName } from './result.ts';

export interface InboxProps {
  readonly language: Language;
  readonly now: Instant;
  readonly staff: Staff;
  /** The run's own; only addresses of it become links. */
  readonly origin: string;
  /** As the outbox lists them, oldest first. */
  readonly messages: readonly object[];
  /** What the table says. */
  readonly known: Known;
  /** The case that the messages were chosen by. */
  readonly reference?: string | undefined;
  /** The key of the one telephone owner that is shown. */
  readonly who?: string | undefined;
  readonly result?: ResultName | undefined;
}
