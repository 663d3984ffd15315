import * as z from 'zod/mini';
import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { errorName } from '../../engine/error-name.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import type { AggregateStore, CompanionStore } from '../../engine/storage/store.ts';
import { Contended, Unavailable, Unreadable } from '../../engine/storage/store-errors.ts';
import type { CaseKey } from '../case-key.ts';
import { canonicalPhones } from '../intake/canonical-phones.ts';
import { openText, type TextOpener } from '../reading/open-text.ts';
import type { PhoneHash } from './phone-hash.ts';
import { caseOfContact, contactsToHash, hashedContact, hashLater, isToHash } from './phone-rows.ts';

export interface HashWorld {
  readonly store: Pick<AggregateStore, 'load' | 'history'> &
    Pick<CompanionStore, 'companion' | 'queued' | 'writeCompanions'>;
  /** Opens contacts and nothing else. */
  readonly opener: TextOpener;
  readonly phoneHash: PhoneHash;
}

/**
 * Opens the contact of a case and stores the hashes of its numbers, once, however often it is called.
 * @returns whether this call stored them
 * @throws Error whose message may quote the contact: record its name only
 */
export async function hashContact(world: HashWorld, key: CaseKey): Promise<boolean> {
  const { store, phoneHash } = world;
  if (!(await isToHash(store, key))) return false;
  const found = await store.load(key);
  if (found === undefined) throw new Unreadable('a contact in the queue belongs to no case');
  const numbers = await numbersOf(world, key);
  const hashes = await Promise.all(numbers.map((number) => phoneHash.of(key.station, number)));
  return store.writeCompanions(hashedContact(key, found.receivedAt, hashes));
}

const shape = z.object({ phone: z.optional(z.string()) });

/** The numbers of a case's contact; none once it was erased. */
async function numbersOf({ store, opener }: HashWorld, key: CaseKey): Promise<readonly string[]> {
  const { facts, texts } = await store.history(key);
  const contacts = texts.filter(({ kind }) => kind === 'contact');
  const opened = await Promise.all(contacts.map((text) => openText(opener, key, facts, text)));
  if (opened.some(({ hidden }) => hidden)) throw new Unreadable('a contact is not sealed to who hashes it');
  if (opened.some(({ damaged }) => damaged)) throw new Unreadable('a contact is not the one that was left');
  const numbers = opened.flatMap(({ text }) => {
    const { phone } = text === undefined ? {} : shape.parse(JSON.parse(text));
    return phone === undefined ? [] : canonicalPhones(phone);
  });
  return [...new Set(numbers)];
}

export interface HashReport {
  readonly hashed: number;
  /** Contacts that could not be hashed; each is tried again after a day. */
  readonly failed: readonly { readonly row: RowKey; readonly error: string }[];
}

/** One run hashes at most so many; the next one goes on. */
const CONTACTS_MAX = 500;

/**
 * Hashes the contacts that are left in the queue because an event was lost, late or failed. One that cannot be hashed
 * does not stop those behind it, nor does a row that does not read, that belongs to no case, or that another transaction
 * holds. Throws `Unavailable` when the store or the key service does not answer.
 */
export async function hashQueuedContacts(
  world: HashWorld,
  now: Instant,
  remainingMs: () => number,
): Promise<HashReport> {
  const failed: { row: RowKey; error: string }[] = [];
  let hashed = 0;
  for (const row of await contactsToHash(world.store, now, CONTACTS_MAX)) {
    if (remainingMs() <= 0) break;
    try {
      const key = caseOfContact(row);
      if (key === undefined) throw new Unreadable('a row in the queue is none of a contact');
      if (await hashContact(world, key)) hashed += 1;
    } catch (error) {
      // Left in the queue: who holds it may be hashing it for its event.
      if (error instanceof Contended) continue;
      if (error instanceof Unavailable) throw error;
      failed.push({ row, error: errorName(error) });
      await hashLater(world.store, row, now + DAY);
    }
  }
  return { hashed, failed };
}
