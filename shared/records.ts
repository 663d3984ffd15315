/** What is kept, asked for and handed over: the words in which the ports speak. */

import type { Case, CaseId, DueKind, Language } from './cases/case.ts';
import type { CaseKey } from './cases/case-key.ts';
import type { CaseType } from './cases/case-type.ts';
import type { Fact } from './cases/fact.ts';
import type { Status } from './cases/lifecycle.ts';
import type { Photo, PhotoId } from './cases/photos/photo.ts';
import type { Reference } from './cases/reference.ts';
import type { TrustReason } from './cases/trust-reason.ts';
import type { Instant } from './engine/calendar/instant.ts';
import type { LocalDay } from './engine/calendar/local-day.ts';
import type { Message, MessageKind } from './engine/outbox/message.ts';
import type { Priority } from './engine/priority.ts';
import type { Responsible } from './engine/responsible.ts';
import type { Actor, PersonId, Role, StationId } from './engine/scope.ts';

/** A fact in its case's chain: `hash` covers everything above it and the hash before it. */
export interface FactRecord {
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly fact: Fact;
  /** Salted commitments to the texts of the same version, so that erasing a text leaves the chain valid. */
  readonly commitments: readonly string[];
  readonly previousHash: string;
  readonly hash: string;
}

export const textKinds = [
  'what',
  'contact',
  'reply',
  'note',
  'question',
  'reason',
  'message',
  'rating-words',
  /** Meant for everybody whose report joined the case, too. */
  'announcement',
] as const;
export type TextKind = (typeof textKinds)[number];

/** Words of a person, sealed. `sealed` opens only for the same station, case and row. */
export interface TextRecord {
  readonly version: number;
  readonly index: number;
  readonly kind: TextKind;
  readonly by: Actor;
  readonly at: Instant;
  readonly sealed: Sealed;
}

/** What a message is about: a case, the morning brief of a day, or cases of low trust that came at once. */
export type DeliverySubject =
  | { readonly about: 'case'; readonly key: CaseKey; readonly version: number; readonly index: number }
  | {
      readonly about: 'brief';
      readonly station: StationId;
      readonly day: LocalDay;
      readonly responsible: Responsible;
    }
  | { readonly about: 'batch'; readonly station: StationId; readonly batch: string; readonly since: Instant };

/** Opened by the first of many messages of a kind, which goes alone; those that follow until its end are batched. */
export interface BatchWindow {
  readonly station: StationId;
  /** Names the kind, the place and the addressee, without telling them. */
  readonly batch: string;
  /** The case that speaks for itself meanwhile. */
  readonly first: CaseId;
  readonly since: Instant;
  readonly until: Instant;
}

/** The cases that one message stands for: some by name, of the others their number. */
export interface DigestContent {
  /** Absent where the cases are sensitive. */
  readonly place?: string;
  readonly type?: CaseType;
  readonly cases: readonly CaseId[];
  readonly others: number;
}

/** One message to one addressee over one channel, with its own due time until it is sent or given up explicitly. */
export interface Delivery {
  readonly subject: DeliverySubject;
  readonly message: Message;
  readonly channel: string;
  readonly priority: Priority;
  readonly language: Language;
  readonly createdAt: Instant;
  /** Offers made so far; also the version that a claim is conditional on. */
  readonly attempts: number;
  readonly state: 'pending' | 'sent' | 'suppressed' | 'dead';
  /** Present while pending: when it is offered (again). */
  readonly dueAt?: Instant;
  /** It was decided in quiet hours: at their end it goes into the one morning brief instead of out by itself. */
  readonly held?: true;
  /** About a case of low trust: where many such messages come at once, one is sent for all. */
  readonly batchable?: true;
  /** In the one that is sent for all. */
  readonly digestContent?: DigestContent;
  /** Why it was suppressed or given up. */
  readonly reason?: string;
}

/** `T#sha256(token)`: the only deduplication of a report, and the way from a secret link to its case. */
export interface Submission {
  readonly tokenHash: string;
  readonly key: CaseKey;
  readonly contentHash: string;
}

/** Work that a report was paid with: it pays for no other one. */
export interface OneTimeUse {
  readonly nonce: string;
  readonly expiresAt: Instant;
}

/** What came of looking at a proof. */
export type Worked =
  | { readonly usedOnce: OneTimeUse; readonly trustReason?: never }
  | { readonly trustReason: TrustReason; readonly usedOnce?: never };

/** What a repeated command is answered with: the outcome of the first. */
export interface CommandRecord {
  readonly commandId: string;
  readonly contentHash: string;
  readonly answer: MoveAnswer;
  readonly expiresAt: Instant;
}

export interface MoveAnswer {
  readonly version: number;
  readonly status: Status;
  readonly dueAt?: Instant;
  readonly dueKind?: DueKind;
  readonly responsible?: Responsible;
}

/** One decision, written whole or not at all: ≤ 20 rows. `before` is absent for the first version. */
export interface Commit {
  readonly before?: Case;
  readonly after: Case;
  readonly facts: readonly FactRecord[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  /** With the first version: the token's row and the reference's row. */
  readonly submission?: Submission;
  readonly usedOnce?: OneTimeUse;
  readonly command?: CommandRecord;
  /** With the first version, where co-reporters may be told of it. */
  readonly recentReport?: RecentReport;
  /** What this step means to another case, written with it: two become one, or part again, in one transaction. */
  readonly second?: Commit;
  /** What became of a photo of this case: its place changes with the fact that tells of it, or not at all. */
  readonly photo?: PhotoStep;
  /** Leads from the case beside this one to this one, which joined it. */
  readonly joins?: CaseKey;
}

/** The place of a photo as it was seen, and as it is to be. */
export interface PhotoStep {
  readonly before: Photo;
  readonly after: Photo;
}

/** The same seen by others would stand under the same of these. */
export interface Spot {
  readonly station: StationId;
  readonly place: string;
  readonly type: CaseType;
  /** The answers that must be alike, in the order of the policy. */
  readonly answers: readonly string[];
}

/** Reported at `since` or later, and before this case of that instant. */
export interface RecentReportRange {
  readonly since: Instant;
  readonly before: { readonly at: Instant; readonly caseId: CaseId };
}

/** Somebody reported something at a place: found by whoever reports the same soon after. */
export interface RecentReport {
  readonly spot: Spot;
  readonly key: CaseKey;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

/** `conflict` names what somebody else had written first; nothing of this commit is. */
export type Committed =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly conflict: 'version' | 'token' | 'reference' | 'command' | 'proof' | 'photo';
    };

/** A row of the due index: a case or a delivery whose time has come, by key only; load it before believing it. */
export type DueRow =
  | { readonly kind: 'case'; readonly key: CaseKey; readonly dueAt: Instant }
  | { readonly kind: 'delivery'; readonly subject: DeliverySubject; readonly dueAt: Instant };

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

export const boardViews = ['mine', 'unassigned', 'overdue', 'waiting', 'open', 'closed'] as const;
export type BoardView = (typeof boardViews)[number];

export interface BoardQuery {
  readonly view: BoardView;
  readonly type?: CaseType;
  readonly building?: string;
  /** Only those of low trust. */
  readonly lowTrust?: true;
  /** Types whose cases are every guard's; beside these a guard sees what is theirs or waits for a guard. */
  readonly guardTypes: readonly CaseType[];
  readonly now: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** A line of the staff's list; nothing personal. Sorted by due time (open) or end, newest first (closed). */
export interface BoardRow {
  readonly caseId: CaseId;
  readonly reference: Reference;
  readonly type: CaseType;
  readonly priority: Priority;
  readonly status: Status;
  readonly place: string;
  readonly building: string;
  readonly receivedAt: Instant;
  readonly assignee?: PersonId;
  readonly responsible?: Responsible;
  readonly dueAt?: Instant;
  readonly dueKind?: DueKind;
  readonly trustReason?: TrustReason;
}

/** All that is kept of one case, oldest first. */
export interface History {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  readonly photos: readonly Photo[];
}

/** The code that a place has instead of this one. */
export interface Replacement {
  readonly code: string;
  readonly at: Instant;
  /** Who replaced it; absent where the operator did. */
  readonly by?: PersonId;
}

/** A place with a code on its wall. */
export interface Place {
  readonly code: string;
  readonly station: StationId;
  readonly building: string;
  readonly entrance: string;
  readonly words: Readonly<Record<Language, string>>;
  /** Its code hangs on no wall of ours any more. It stays reserved, so that it can never lead elsewhere. */
  readonly replaced?: Replacement;
}

/** A member of staff as the roster knows them; the display name never leaves the staff's own pages. */
export interface Person {
  readonly person: PersonId;
  readonly station: StationId;
  readonly role: Role | 'district';
  readonly displayName: string;
  readonly onLeave: boolean;
  readonly deputy?: PersonId;
}

/** A police room as residents know it. */
export interface Station {
  readonly station: StationId;
  /** What stands above its door. */
  readonly words: Readonly<Record<Language, string>>;
  /** The estate it looks after, as its door plates have it. */
  readonly compound: Readonly<Record<Language, string>>;
  /** The number residents call, as people write it. */
  readonly phone: string;
}

/** An AES-256-GCM envelope: the row's own key, wrapped, beside what it sealed. Without `wrappedKey` it is erased. */
export interface Sealed {
  readonly wrappedKey?: string;
  readonly nonce: string;
  readonly ciphertext: string;
}

/** Where a text belongs; bound into the seal, so that a row cannot be moved to another case. */
export interface TextAddress {
  readonly key: CaseKey;
  readonly version: number;
  readonly index: number;
}

/** Where a picture lies: ids only. */
export interface PhotoAddress {
  readonly key: CaseKey;
  readonly photo: PhotoId;
}

/** What a browser posts a file with: fields in this order, the file last. */
export interface UploadGrant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a resident carries away, and the `typ` in its header: no kind of paper passes for another one. */
export const documentTypes = {
  receipt: 'huiying-receipt-v1+jwt',
  milestone: 'huiying-progress-v1+jwt',
} as const;
export type DocumentKind = keyof typeof documentTypes;

/** A public key as it is published (RFC 7517), with the one station whose signed documents it vouches for. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
  readonly station: StationId;
}

/** Who works at a station, as far as it can be read. */
export interface Roster {
  readonly people: readonly Person[];
  /** Entries that do not read; whoever they stand for is told nothing. */
  readonly unreadable: number;
}

/** "This delivery is due": ids and the attempt number, nothing else, so that the bus never carries a person. */
export interface Offer {
  readonly subject: DeliverySubject;
  readonly attempt: number;
}

/** A fact as others may hear of it. */
export interface PublishedFact {
  readonly key: CaseKey;
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly fact: Fact['fact'];
}

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
