import { memoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { seededChance, seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { phoneHash } from '../../shared/adapters/phone-hash.ts';
import { proofOfWork } from '../../shared/adapters/proof-of-work.ts';
import { derivedSigner } from '../../shared/adapters/signer/derived-signer.ts';
import { tickets } from '../../shared/adapters/tickets.ts';
import { vault } from '../../shared/adapters/vault/vault.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Report } from '../../shared/cases/intake/submit-case.ts';
import type { Store, World } from '../../shared/cases/world.ts';
import type { Bus } from '../../shared/engine/outbox/bus.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { personId, type Role, roles, type Scope, scopeOf, stationId } from '../../shared/engine/scope.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Place } from '../../shared/stations/place.ts';
import { at } from '../engine/wall-clock.ts';

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
  Promise.all(roles.map((role) => store.addPerson(member(role))));

const member = (role: Role): Person => ({
  person: personId(`p-${role}`),
  station,
  role,
  displayName: role,
  onLeave: false,
});

const silentBus: Bus = { offer: async () => [], publish: async () => [] };

/** A world for tests: the memory store (or another), one place in each of two stations, one channel, no bus. */
export async function room(seed = 1, store: Store = memoryStore()): Promise<World> {
  await Promise.all([store.addPlace(place('b3-1')), store.addPlace(place('x1-1', elsewhere))]);
  const keys = { masterKey: async () => new Uint8Array(32).fill(7) };
  return {
    store,
    aggregates,
    vault: vault(keys, seededChance(seed)),
    signer: derivedSigner(keys),
    tickets: tickets(keys),
    proofOfWork: proofOfWork(keys),
    system: seededSystem(seed, at('2026-11-23 10:00')),
    photoStore: memoryPhotoStore(),
    phoneHash: phoneHash(keys),
    bus: silentBus,
    policies: fixedPolicies(standardPolicy),
    channels: [{ name: 'sink', audience: ['staff', 'resident'] }],
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
