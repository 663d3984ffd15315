import type { EngineRefusal } from '../engine/commands/handle-command.ts';
import type { SettingsRefusal } from '../stations/settings-refusal.ts';
import type { StationRefusal } from '../stations/station-refusal.ts';
import type { ClockKind, MilestoneKind } from './clock-kinds.ts';
import type { Move, Status } from './lifecycle.ts';

/**
 * Every reason for which a request of a resident or of staff is refused. Each `code` has a sentence in every catalogue
 * and a status at the HTTP edge. Anything else that goes wrong is a defect and throws.
 */
export type Refusal =
  | StationRefusal
  | SettingsRefusal
  | EngineRefusal
  /** Every try lost against other writes; the same request may be sent again. */
  | { readonly code: 'too-busy' }
  | { readonly code: 'move-not-allowed'; readonly move: Move; readonly from: Status; readonly to?: Status }
  | { readonly code: 'changed-meanwhile'; readonly version: number }
  /** The cursor was issued for another list, order or reader; with it, cases would be skipped unnoticed. */
  | { readonly code: 'wrong-cursor' }
  | { readonly code: 'token-used' }
  | { readonly code: 'invalid-details'; readonly question: string }
  | { readonly code: 'unknown-outcome'; readonly outcome: string }
  | { readonly code: 'reply-too-short'; readonly charactersMin: number }
  /** A text of staff has no word that a person can read. */
  | { readonly code: 'nothing-to-read' }
  | { readonly code: 'second-person-needed' }
  | { readonly code: 'waits-exhausted'; readonly waitsMax: number }
  | { readonly code: 'extensions-exhausted'; readonly extensionsMax: number }
  | { readonly code: 'not-later'; readonly clock: ClockKind }
  | { readonly code: 'too-far-ahead'; readonly daysMax: number }
  | { readonly code: 'no-such-clock'; readonly clock: ClockKind }
  | { readonly code: 'no-such-milestone'; readonly milestone: MilestoneKind }
  | { readonly code: 'nothing-to-acknowledge' }
  | { readonly code: 'window-over' }
  | { readonly code: 'window-still-open' }
  | { readonly code: 'already-rated' }
  | { readonly code: 'unknown-person' }
  /** The person is on the roster, but their role changes no case: an auditor, or the district desk. */
  | { readonly code: 'person-cannot-act' }
  | { readonly code: 'in-the-future' }
  | { readonly code: 'no-withdrawal-asked' }
  | { readonly code: 'not-secret' }
  | { readonly code: 'not-linkable' }
  /** The case to link to was answered, handed over or ended. */
  | { readonly code: 'no-longer-worked-on' }
  | { readonly code: 'other-type' }
  /** A case that had ended is reopened, and a link undone, only with a written reason. */
  | { readonly code: 'reason-needed' }
  | { readonly code: 'nothing-to-join' }
  /** Messages were asked for, and there is no number or address that they could go to. */
  | { readonly code: 'no-notice-address' }
  | { readonly code: 'photos-full'; readonly photosMax: number }
  /** A helper is asked only about a case that is being worked on. */
  | { readonly code: 'helper-not-needed' }
  | { readonly code: 'helper-answered-before' }
  | { readonly code: 'helper-task-over' }
  | { readonly code: 'helpers-enough'; readonly helpersMax: number }
  /** No words of a question and its answer wait for approval, or none were approved yet. */
  | { readonly code: 'nothing-to-approve' }
  | { readonly code: 'faq-full'; readonly entriesMax: number }
  /** The deployment sends no events to other systems. */
  | { readonly code: 'webhooks-off' }
  | { readonly code: 'webhook-exists' }
  | { readonly code: 'webhooks-enough'; readonly endpointsMax: number }
  /** The address of another system is no plain https address, leads into a network that is not public, or nowhere. */
  | { readonly code: 'address-not-https' }
  | { readonly code: 'address-inside' }
  | { readonly code: 'address-unknown' };

export type RefusalCode = Refusal['code'];
