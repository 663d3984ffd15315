import { countBook } from '../../shared/adapters/memory/counts.ts';
import { memoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, type Tables } from '../../shared/adapters/memory/tables.ts';
import { phoneHash } from '../../shared/adapters/phone-hash.ts';
import { proofOfWork } from '../../shared/adapters/proof-of-work.ts';
import { derivedSigner } from '../../shared/adapters/signer/derived-signer.ts';
import { tickets } from '../../shared/adapters/tickets.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Report } from '../../shared/cases/intake/submit-case.ts';
import type { CountBook } from '../../shared/cases/statistics/statistics-store.ts';
import type { Store, World } from '../../shared/cases/world.ts';
import type { Bus } from '../../shared/engine/outbox/bus.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { personId, type Role, roles, type Scope, scopeOf, stationId } from '../../shared/engine/scope.ts';
import type { Opener } from '../../shared/engine/secrets/opener.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Place } from '../../shared/stations/place.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPeople, enteredPlace } from '../enter.ts';
import { realSecrets } from './real-secrets.ts';

export const station = stationId('st1');
export const elsewhere = stationId('st2');

export const deskOf = (role: Role, person = `p-${role}`, where = station): Scope =>
  scopeOf({ station: where, person: personId(person), role });

const place = (code: string, where = station): Place => ({
  code,
  station: where,
  building: code.slice(0, 2),
  entrance: '1',
  words: { 'zh-CN': '3 号楼 1 单元', en: 'Building 3, entrance 1' },
});

/** Adds one person of each role to the roster, `p-guard` and so on: the people that `deskOf` uses. */
export const addStaff = ({ store }: Pick<World, 'store'>): Promise<unknown> =>
  enteredPeople(store, roles.map(member));

const member = (role: Role): Person => ({
  person: personId(`p-${role}`),
  station,
  role,
  displayName: role,
  onLeave: false,
});

const silentBus: Bus = { offer: async () => [], publish: async () => [], askProofs: async () => [] };

/** A world with what only one function each may open with: that of staff, and that which hashes contacts. */
export interface Room extends World {
  readonly opener: Opener;
  readonly contacts: Opener;
  /** Of the tables that the room was given; nothing counts in it by itself. */
  readonly counts: CountBook;
}

/** The world of the function that hashes contacts. */
export const asContacts = <W extends Pick<Room, 'contacts'>>(world: W) => ({
  ...world,
  opener: world.contacts,
});

/** A world for tests: the memory store (or another), one place in each of two stations, one channel, no bus. */
export async function room(seed = 1, given?: Store, tables: Tables = emptyTables()): Promise<Room> {
  const store = given ?? memoryStore(tables);
  await Promise.all([enteredPlace(store, place('b3-1')), enteredPlace(store, place('x1-1', elsewhere))]);
  const keys = { key: async () => new Uint8Array(32).fill(7) };
  return {
    store,
    counts: countBook(tables),
    aggregates,
    ...realSecrets(keys),
    signer: derivedSigner(keys),
    tickets: tickets(keys),
    proofOfWork: proofOfWork(keys),
    system: seededSystem(seed, at('2026-11-23 10:00')),
    photoStore: memoryPhotoStore(),
    phoneHash: phoneHash(keys),
    bus: silentBus,
    policies: fixedPolicies(standardPolicy),
  };
}

/** A report as the form sends it. */
export const reportOf = (more: Partial<Report> = {}): Report => ({
  place: 'b3-1',
  type: 'lost-item',
  what: '黑色手机，落在电梯里了',
  details: { item: 'phone' },
  contact: { phone: '13800000003' },
  channel: 'qr',
  language: 'zh-CN',
  by: { kind: 'resident' },
  ...more,
});
