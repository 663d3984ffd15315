/**
 * What the core asks of the world. Each port has a memory twin and a real adapter, and one contract
 * suite (test/contract) runs on both.
 */

import type { Case, CaseId } from './cases/case.ts';
import type { CaseKey } from './cases/case-key.ts';
import type { Photo, PhotoFault, PhotoId } from './cases/photos/photo.ts';
import type { Reference } from './cases/reference.ts';
import type { Instant } from './engine/calendar/instant.ts';
import type { Priority } from './engine/priority.ts';
import type { Proof } from './engine/proof/proof.ts';
import type { Scope, StationId } from './engine/scope.ts';
import type {
  BatchWindow,
  BoardQuery,
  BoardRow,
  CommandRecord,
  Commit,
  Committed,
  Delivery,
  DeliverySubject,
  DigestContent,
  DocumentKind,
  DueRow,
  History,
  Notice,
  Offer,
  OneTimeUse,
  Page,
  Person,
  PhotoAddress,
  Place,
  PublicKey,
  PublishedFact,
  RecentReportRange,
  Replacement,
  Roster,
  Sealed,
  Spot,
  Station,
  Submission,
  TextAddress,
  UploadGrant,
  Worked,
} from './records.ts';
import type { Chain, Mend, ProofRun, SeenCase, SeenDelivery, SeenRow } from './seen.ts';

export interface CaseStore {
  /** Writes one decision in one transaction, guarded by the version seen. Throws `Unavailable` when it cannot know. */
  commit(commit: Commit): Promise<Committed>;
  /** Strongly consistent. Throws `Unreadable` for a row that does not parse. */
  load(key: CaseKey): Promise<Case | undefined>;
  history(key: CaseKey): Promise<History>;
  findSubmission(tokenHash: string): Promise<Submission | undefined>;
  findCommand(key: CaseKey, commandId: string): Promise<CommandRecord | undefined>;
  findReference(scope: Scope, reference: Reference): Promise<CaseKey | undefined>;
  /** Cases that joined this one directly, at most `limit` of them; whether they are still in it they say themselves. */
  linkedTo(key: CaseKey, limit: number): Promise<readonly CaseKey[]>;
  /** Cases reported at a spot since then and before that case, newest first. */
  recentReports(spot: Spot, within: RecentReportRange, limit: number): Promise<readonly CaseKey[]>;
  board(scope: Scope, query: BoardQuery): Promise<Page<BoardRow>>;
}

/** The safety net: everything due, by lane (the priority) and shard. */
export interface DueStore {
  readonly shardsPerLane: number;
  due(lane: Priority, shard: number, now: Instant, limit: number, cursor?: string): Promise<Page<DueRow>>;
  /** How often a row was parked since somebody last wrote it; strongly consistent, and 0 for one that is gone. */
  timesParked(row: DueRow): Promise<number>;
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
  /** Creates the brief of a day and role unless it is there already; true when this call created it. */
  addBrief(brief: Delivery): Promise<boolean>;
  /** Opens a batch unless one of its batch stands open at `now`; gives the one that stands. */
  openBatchWindow(batchWindow: BatchWindow, now: Instant): Promise<BatchWindow>;
  /**
   * Adds a case to a digest, and makes the digest if it is the first. False when it is no longer to be sent, or its
   * sending has begun: then it cannot stand for anybody else.
   */
  joinDigest(digest: Delivery & { readonly digestContent: DigestContent }, caseId: CaseId): Promise<boolean>;
}

/** Counters that forget themselves: how much is ordinary is a case of an hour. */
export interface RateCounterStore {
  /** Adds to the counter of a name and gives what it holds now. It may be forgotten any time after `expiresAt`. */
  count(name: string, by: number, expiresAt: Instant): Promise<number>;
}

export interface StationStore {
  findPlace(code: string): Promise<Place | undefined>;
  /** Every place of a station under the code it has now, in the order of their codes. */
  places(station: StationId): Promise<readonly Place[]>;
  findStation(station: StationId): Promise<Station | undefined>;
  /** Every station that has a place, by its id. */
  stations(): Promise<readonly StationId[]>;
  /** Strongly consistent. An entry that does not read keeps nobody else from being told. */
  roster(station: StationId): Promise<Roster>;
  /** Throws for a code that was replaced. */
  addPlace(place: Place): Promise<void>;
  /** Gives the place its new code and marks the old one, both or neither; no code is ever given twice. */
  replaceCode(place: Place, by: Replacement): Promise<'replaced' | 'replaced-before' | 'code-taken'>;
  /** Uses something up that can be used once, such as a link; false when it was used before. */
  useOnce(once: OneTimeUse): Promise<boolean>;
  addStation(station: Station): Promise<void>;
  addPerson(person: Person): Promise<void>;
}

/** What the prover published last about a station. */
export interface ProofBook {
  latestProof(scope: Scope): Promise<Proof | undefined>;
}

/** The places for photos of a case; the pictures themselves lie in the photo store. */
export interface PhotoSlotStore {
  /** In the order of their places; strongly consistent. */
  photos(key: CaseKey): Promise<readonly Photo[]>;
  /** Puts a photo into its place, under the condition that what was seen there still stands; false when it does not. */
  writePhoto(key: CaseKey, after: Photo, before: Photo | undefined): Promise<boolean>;
}

export interface Store
  extends CaseStore,
    DueStore,
    DeliveryStore,
    StationStore,
    RateCounterStore,
    ProofBook,
    PhotoSlotStore {}

/** The store did not answer, or answered that it is too busy; nothing half-written is left behind. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A row is there but is not what it should be; it is parked, its co-reporters are served. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
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

export interface Vault {
  /** The commitment is a salted hash; the salt is sealed with the text, so erasing one erases the other. */
  seal(text: string, address: TextAddress): Promise<{ readonly sealed: Sealed; readonly commitment: string }>;
  /** `undefined` when the text was erased; throws when it was tampered with. */
  open(sealed: Sealed, address: TextAddress): Promise<string | undefined>;
  /** HMAC-SHA-256 under a key of its own: tells equal contents without telling contents. */
  keyedHash(text: string): Promise<string>;
}

/** Work that a browser does unseen while its reader types, so that a thousand reports cost a thousand times as much. */
export interface ProofOfWork {
  /** What is to be worked on for a report of this place, as JSON. */
  challenge(place: string, now: Instant): Promise<string>;
  /** What a proof is worth: good for one report, whose commit must use it up, or of low trust. */
  check(proof: string, place: string, now: Instant): Promise<Worked>;
}

/** Watches for whoever tries secret links that lead nowhere. */
export interface GuessLimiter {
  /** Notes one more. True when its address has tried more of them within the hour than anybody mistypes. */
  missed(address: string, now: Instant): Promise<boolean>;
}

/** Signs what a resident may carry away and show to others. */
export interface Signer {
  /** A compact JWS under the station's key; the same claims give the same bytes, so none of them need be kept. */
  sign(station: StationId, kind: DocumentKind, claims: object): Promise<string>;
  publicKey(station: StationId): Promise<PublicKey>;
}

/** The pictures of cases. What comes in lies apart from what is kept, and is gone after a day in any case. */
export interface PhotoStore {
  /** Lets a browser send one file to one place, for as long as the grant is valid. `back`: where it goes afterwards. */
  grantUpload(at: PhotoAddress, back?: string): Promise<UploadGrant>;
  /** `too-large` for more than may be sent; `undefined` when nothing is there. */
  readOriginal(at: PhotoAddress): Promise<Uint8Array | 'too-large' | undefined>;
  keep(at: PhotoAddress, jpeg: Uint8Array): Promise<void>;
  /** A picture that was kept. */
  show(at: PhotoAddress): Promise<Uint8Array | undefined>;
  /** No effect when it is gone already. */
  discardOriginal(at: PhotoAddress): Promise<void>;
}

/** Makes a new picture out of whatever was sent, or says why not. */
export interface ImageSanitizer {
  sanitize(
    bytes: Uint8Array,
  ): Promise<
    | { readonly jpeg: Uint8Array; readonly fault?: never }
    | { readonly jpeg?: never; readonly fault: PhotoFault }
  >;
}

/** The only source of time and chance. */
export interface System {
  now(): Instant;
  newCaseId(): CaseId;
  newPhotoId(): PhotoId;
  newReference(): Reference;
  /** 192 random bits, base64url: a tracking secret. */
  newToken(): string;
  /** Lanes and shards are visited in a fresh order each sweep, so that no shard always waits. */
  shuffled<T>(items: readonly T[]): readonly T[];
}

export interface Bus {
  /** Gives the offers and facts that the bus did not take, so that the caller can try exactly those again. */
  offer(offers: readonly Offer[]): Promise<readonly Offer[]>;
  publish(facts: readonly PublishedFact[]): Promise<readonly PublishedFact[]>;
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
