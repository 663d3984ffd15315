/**
 * What the core asks of the world. Each port has a memory twin and a real adapter, and one contract
 * suite (test/contract) runs on both.
 */

import type { Case, CaseDraft, CaseId, DueKind, Language, NextStep } from './domain/case.ts';
import type { CaseKey } from './domain/case-key.ts';
import type { CaseType } from './domain/case-type.ts';
import type { Fact } from './domain/fact.ts';
import type { Instant } from './domain/instant.ts';
import type { Status } from './domain/lifecycle.ts';
import type { LocalDay } from './domain/local-day.ts';
import type { Message, MessageKind } from './domain/message.ts';
import type { Party } from './domain/party.ts';
import type { Priority } from './domain/priority.ts';
import type { Proof } from './domain/proof.ts';
import type { Reference } from './domain/reference.ts';
import type { Actor, PersonId, Role, Scope, StationId } from './domain/scope.ts';

// ── Records: what a commit writes ────────────────────────────────────────────────────────────────────────────

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

/** What a message is about: a case, or the morning brief of a day. */
export type DeliverySubject =
  | { readonly about: 'case'; readonly key: CaseKey; readonly version: number; readonly index: number }
  | { readonly about: 'brief'; readonly station: StationId; readonly day: LocalDay; readonly party: Party };

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
  /** Why it was suppressed or given up. */
  readonly reason?: string;
}

/** `T#sha256(token)`: the only deduplication of a report, and the way from a secret link to its case. */
export interface Submission {
  readonly tokenHash: string;
  readonly key: CaseKey;
  readonly contentHash: string;
}

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
  readonly party?: Party;
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
  readonly command?: CommandRecord;
}

/** `conflict` names what somebody else had written first; nothing of this commit is. */
export type Committed =
  | { readonly ok: true }
  | { readonly ok: false; readonly conflict: 'version' | 'token' | 'reference' | 'command' };

// ── Store ────────────────────────────────────────────────────────────────────────────────────────────────────

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
  /** Types whose matters are every guard's; beside these a guard sees what is theirs or waits for a guard. */
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
  readonly party?: Party;
  readonly dueAt?: Instant;
  readonly dueKind?: DueKind;
}

/** All that is kept of one case, oldest first. */
export interface History {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
}

export interface CaseStore {
  /** Writes one decision in one transaction, guarded by the version seen. Throws `Unavailable` when it cannot know. */
  commit(commit: Commit): Promise<Committed>;
  /** Strongly consistent. Throws `Unreadable` for a row that does not parse. */
  load(key: CaseKey): Promise<Case | undefined>;
  history(key: CaseKey): Promise<History>;
  findSubmission(tokenHash: string): Promise<Submission | undefined>;
  findCommand(key: CaseKey, commandId: string): Promise<CommandRecord | undefined>;
  findReference(scope: Scope, reference: Reference): Promise<CaseKey | undefined>;
  board(scope: Scope, query: BoardQuery): Promise<Page<BoardRow>>;
}

/** The safety net: everything due, by lane (the priority) and shard. */
export interface DueStore {
  readonly shardsPerLane: number;
  due(lane: Priority, shard: number, now: Instant, limit: number, cursor?: string): Promise<Page<DueRow>>;
  /**
   * Moves a row that cannot be handled out of the way until `until`, under the condition that it is still due at
   * `row.dueAt`; gives the attempts counted so far, or `undefined` when somebody else changed it meanwhile.
   */
  park(row: DueRow, until: Instant): Promise<number | undefined>;
}

export interface DeliveryStore {
  loadDelivery(subject: DeliverySubject): Promise<Delivery | undefined>;
  /** Takes the next attempt: moves the due time to `retryAt`. `undefined` when another claim came first. */
  claim(delivery: Delivery, retryAt: Instant): Promise<Delivery | undefined>;
  /** Ends a pending delivery. No effect when it ended already. */
  settle(delivery: Delivery, state: 'sent' | 'suppressed' | 'dead', reason?: string): Promise<void>;
  /** Creates the brief of a day and party unless it is there already; true when this call created it. */
  addBrief(brief: Delivery): Promise<boolean>;
}

/** A place with a code on its wall. */
export interface Place {
  readonly code: string;
  readonly station: StationId;
  readonly building: string;
  readonly entrance: string;
  readonly words: Readonly<Record<Language, string>>;
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
  readonly estate: Readonly<Record<Language, string>>;
  /** The number residents call, as people write it. */
  readonly phone: string;
}

export interface StationStore {
  findPlace(code: string): Promise<Place | undefined>;
  /** Every place of a station, in the order of their codes. */
  places(station: StationId): Promise<readonly Place[]>;
  findStation(station: StationId): Promise<Station | undefined>;
  /** Every station that has a place, by its id. */
  stations(): Promise<readonly StationId[]>;
  people(station: StationId): Promise<readonly Person[]>;
  addPlace(place: Place): Promise<void>;
  addStation(station: Station): Promise<void>;
  addPerson(person: Person): Promise<void>;
}

/** What the prover published last about a station. */
export interface ProofBook {
  latestProof(scope: Scope): Promise<Proof | undefined>;
}

export interface Store extends CaseStore, DueStore, DeliveryStore, StationStore, ProofBook {}

/** The store did not answer, or answered that it is too busy; nothing half-written is left behind. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A row is there but is not what it should be; it is parked, its neighbours are served. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

// ── Proof ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A place in the due index as the row itself says; `swept` when it lies where the sweep looks. */
export interface SeenDue {
  readonly at?: Instant;
  readonly swept: boolean;
}

interface SeenKeys {
  /** The row's name for people; ids only. */
  readonly name: string;
  readonly station: StationId;
  /** Opaque: what a repair rests on. It is made only while the row still stands so. */
  readonly seen: string;
  readonly priority: Priority;
  readonly due?: SeenDue;
  /** It failed, and its place in the index was moved on purpose. */
  readonly parked: boolean;
}

export interface SeenCase extends SeenKeys {
  readonly kind: 'case';
  readonly key: CaseKey;
  readonly reference?: Reference;
  /** By its status alone; a status that does not read counts as open. */
  readonly open: boolean;
  /** Absent when the row does not read. */
  readonly found?: Case;
  /** An open case that reads but for its next step. */
  readonly stepless?: CaseDraft;
  /** Whether it stands in the staff's list where its state belongs. */
  readonly listed: boolean;
}

export interface SeenDelivery extends SeenKeys {
  readonly kind: 'delivery';
  readonly subject: DeliverySubject;
  readonly pending: boolean;
  readonly dueAt?: Instant;
}

/** A row that only leads to a case: a reference, or a resident's secret link. */
export interface SeenLink {
  readonly kind: 'reference' | 'link';
  readonly name: string;
  readonly station?: StationId;
  readonly reference?: Reference;
  /** Absent when the row does not read. */
  readonly to?: CaseKey;
}

/** Any row as a scan meets it. `stray` stands among what is due and is nothing that could be. */
export type SeenRow =
  | SeenCase
  | SeenDelivery
  | SeenLink
  | { readonly kind: 'stray' | 'other'; readonly name: string; readonly station?: StationId };

/** The facts of a case, and the places of its texts without the texts. */
export interface Chain {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly { readonly version: number; readonly index: number }[];
}

/** Keys and next step as they should be; what is absent stays as it is. */
export interface Mend {
  readonly due?: { readonly lane: Priority; readonly at: Instant } | 'none';
  readonly list?: { readonly side: 'open' | 'closed'; readonly at: Instant };
  readonly step?: NextStep;
}

/** A proof too long for one run: where it stopped, and what it has counted by then. */
export interface ProofRun {
  readonly startedAt: Instant;
  readonly cursor: string;
  readonly proofs: readonly Proof[];
}

/** Everything kept, of all stations, for the prover alone. It never sees a sealed text, and never writes a fact. */
export interface ProofStore {
  /** All rows, page by page; the rows themselves are strongly consistent. */
  scan(cursor?: string): Promise<Page<SeenRow>>;
  look(key: CaseKey): Promise<SeenCase | undefined>;
  /** Strongly consistent and whole. Throws `Unreadable` for a fact that does not parse. */
  chain(key: CaseKey): Promise<Chain>;
  /** Whether the index itself shows the row where the row says. An index lags behind its table by moments. */
  isIndexed(row: SeenCase): Promise<boolean>;
  /** False when the row is no longer as it was seen; then nothing was changed. */
  mend(row: SeenCase | SeenDelivery, mend: Mend): Promise<boolean>;
  loadRun(): Promise<ProofRun | undefined>;
  /** `undefined` once everything was looked at. */
  saveRun(run: ProofRun | undefined): Promise<void>;
  writeProof(proof: Proof): Promise<void>;
}

// ── Secrets ──────────────────────────────────────────────────────────────────────────────────────────────────

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

export interface Vault {
  /** The commitment is a salted hash; the salt is sealed with the text, so erasing one erases the other. */
  seal(text: string, address: TextAddress): Promise<{ readonly sealed: Sealed; readonly commitment: string }>;
  /** `undefined` when the text was erased; throws when it was tampered with. */
  open(sealed: Sealed, address: TextAddress): Promise<string | undefined>;
  /** HMAC-SHA-256 under a key of its own: tells equal contents without telling contents. */
  keyedHash(text: string): Promise<string>;
}

/** What a resident carries away, and the `typ` in its header: no kind of paper passes for another one. */
export const paperTypes = {
  receipt: 'huiying-receipt-v1+jwt',
  milestone: 'huiying-milestone-v1+jwt',
} as const;
export type PaperKind = keyof typeof paperTypes;

/** A public key as it is published (RFC 7517), with the one station whose papers it vouches for. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
  readonly station: StationId;
}

/** Signs what a resident may carry away and show to others. */
export interface Signer {
  /** A compact JWS under the station's key; the same claims give the same bytes, so none of them need be kept. */
  sign(station: StationId, kind: PaperKind, claims: object): Promise<string>;
  publicKey(station: StationId): Promise<PublicKey>;
}

// ── The rest of the world ────────────────────────────────────────────────────────────────────────────────────

/** The only source of time and chance. */
export interface System {
  now(): Instant;
  newCaseId(): CaseId;
  newReference(): Reference;
  /** 192 random bits, base64url: a tracking secret. */
  newToken(): string;
  /** Lanes and shards are visited in a fresh order each sweep, so that no shard always waits. */
  shuffled<T>(items: readonly T[]): readonly T[];
}

/** "This delivery is due": ids and the attempt number, nothing else, so that the bus never carries a person. */
export interface Offer {
  readonly subject: DeliverySubject;
  readonly attempt: number;
}

export interface Bus {
  /** Gives the offers and facts that the bus did not take, so that the caller can try exactly those again. */
  offer(offers: readonly Offer[]): Promise<readonly Offer[]>;
  publish(facts: readonly PublishedFact[]): Promise<readonly PublishedFact[]>;
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
  readonly to: Party;
  readonly people: readonly PersonId[];
  readonly language: Language;
  readonly at: Instant;
  /** Absent in a brief, and reduced to the reference where the matter is sensitive. */
  readonly matter?: {
    readonly reference: Reference;
    readonly type?: CaseType;
    readonly place?: string;
    readonly priority: Priority;
    readonly dueAt?: Instant;
  };
  readonly clock?: string;
  readonly rung?: number;
  readonly counts?: Readonly<Record<string, number>>;
}

/** Who is reached over a channel. A commit needs no more to write its outbox, so it is given no more. */
export interface Outlet {
  readonly name: string;
  readonly audience: readonly ('staff' | 'resident')[];
}

export interface ChannelPort extends Outlet {
  /** `permanent`: trying again cannot help. Throws or gives `transient` when it might. */
  send(notice: Notice): Promise<'sent' | 'transient' | 'permanent'>;
}
