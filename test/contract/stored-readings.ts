import { deliveryIn } from '../../shared/adapters/dynamo/delivery-item.ts';
import { factIn, textIn } from '../../shared/adapters/dynamo/history-items.ts';
import { keyCheckIn } from '../../shared/adapters/dynamo/key-check-row.ts';
import { keyPairRow, keyPairsIn } from '../../shared/adapters/dynamo/key-pair-row.ts';
import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import { channelMinutes } from '../../shared/adapters/dynamo/rate-counters.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { wrappedKeyIn } from '../../shared/adapters/dynamo/wrapped-key-row.ts';
import { pairUses, secretUses } from '../../shared/adapters/vault/key-use.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { linkedTo, primaryIn } from '../../shared/cases/case-link.ts';
import { findReference, referenceIn } from '../../shared/cases/case-reference.ts';
import { findLink } from '../../shared/cases/intake/submission.ts';
import { isToHash, phoneRowIn } from '../../shared/cases/phones/phone-rows.ts';
import { helperPhotosIn, photosIn } from '../../shared/cases/photos/photo-slots.ts';
import { countIn } from '../../shared/cases/statistics/count-row.ts';
import { caseKeyOf } from '../../shared/cases/stored/row-parts.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import { publishedRoots } from '../../shared/engine/notary/published-roots.ts';
import { askProof } from '../../shared/engine/proof/ask-proof.ts';
import { personId, scopeOf, stationId } from '../../shared/engine/scope.ts';
import { findCommand } from '../../shared/engine/storage/command-record.ts';
import { aggregateKeyIn, askedProofPk, readLogKeyIn } from '../../shared/engine/storage/keys.ts';
import { readsOf } from '../../shared/engine/storage/read-log.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { listedFaqs } from '../../shared/faq/faq-row.ts';
import { helperLinkIn } from '../../shared/helper-tasks/helper-link.ts';
import { tasksOfCase } from '../../shared/helper-tasks/tasks-of-case.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { givenUpOf } from '../../shared/webhooks/given-up.ts';
import { endpointOfRow, seenWaiting } from '../../shared/webhooks/webhook-rows.ts';

const station = stationId('st1');
const chief = scopeOf({ station, person: personId('p-chief'), role: 'chief' });

/** What the project's own readers find in a table, row by row, as JSON. */
export async function readingsOf(table: Table, rows: readonly Row[], now: Instant) {
  const store = dynamoStore(table);
  const proofs = proofStore(table);
  const policy = await publishedPolicies(store, () => now).current(station);
  const read = async (row: Row): Promise<unknown> => {
    const [pk, sk] = [String(row.pk), String(row.sk)];
    const key = aggregateKeyIn(pk);
    if (key !== undefined) {
      if (sk === 'STATE') return store.load(key);
      if (sk.startsWith('F#')) return factIn(row);
      if (sk.startsWith('P#')) return textIn(row);
      if (sk.startsWith('D#')) return deliveryIn(row);
      if (sk.startsWith('C#')) return findCommand(store, key, sk.slice(2));
      return sk.startsWith('Q#helper-photo#') ? helperPhotosIn([row]) : photosIn([row]);
    }
    const logged = readLogKeyIn(pk);
    if (logged !== undefined) return readsOf(store, logged, { limit: 10 });
    const reference = referenceIn(row);
    if (reference !== undefined) return findReference(store, reference, reference.reference);
    const primary = primaryIn(pk);
    if (primary !== undefined) return linkedTo(store, primary, 10);
    if (pk.startsWith('T#')) return findLink(store, pk.slice(2));
    if (pk.startsWith('H#')) return helperLinkIn(row);
    if (pk.includes('#A#'))
      return tasksOfCase(store, keyOf({ station, caseId: pk.split('#').at(-1) as CaseId }));
    if (phoneRowIn(row) !== undefined) {
      const id = pk.split('#').at(-1) as CaseId;
      return sk === 'CASE'
        ? { isToHash: await isToHash(store, keyOf({ station, caseId: id })) }
        : caseKeyOf(row);
    }
    const about = endpointOfRow(row);
    if (about !== undefined) {
      const isListed = pk.endsWith('#LOST');
      return isListed ? givenUpOf(store, station, about.endpoint, 10) : seenWaiting(store, { pk, sk });
    }
    if (pk.includes('#N#')) return caseKeyOf(row);
    // An update that adds nothing returns what was counted.
    if (pk.startsWith('B#')) return store.countUp(pk.slice(2), 0, now);
    if (pk.startsWith('W#')) return channelMinutes(table).countUp(pk.slice(2), 0, now);
    if (/#[BGT]#/.test(pk) && sk.startsWith('D#')) return deliveryIn(row);
    if (pk.includes('#G#')) {
      const opened = {
        station,
        batch: pk.split('#').at(-1) ?? '',
        first: 'another',
        since: now,
        until: now + 1,
      };
      return store.openBatchWindow(opened, now);
    }
    if (pk.includes('#STATS#')) return countIn(row);
    if (pk.endsWith('#FAQ')) return listedFaqs(store, station);
    if (pk.endsWith('#POLICY')) return { version: policy.version, budgets: policy.budgets };
    if (pk.startsWith('L#')) return store.findPlace(pk.slice(2));
    if (pk.endsWith('#PLACES')) return store.places(station);
    if (pk.endsWith('#STATION')) return store.findStation(station);
    if (pk === 'STATIONS') return store.stations();
    if (pk.endsWith('#PEOPLE')) return store.roster(station);
    if (pk.endsWith('#PROOF')) return store.latestProof(chief);
    if (pk === 'PROOF') return proofs.loadRun(sk === 'RUN' ? 'everything' : 'open-and-changed');
    if (pk === askedProofPk) return askProof(store, chief, now);
    if (pk === 'NOTARY#ROOT') return publishedRoots(store);
    const use = pairUses.find((one) => pk === keyPairRow(one, station).pk);
    if (use !== undefined && sk.startsWith('KEY')) return keyPairsIn(table)(use, station).read();
    const secret = secretUses.find((one) => pk === `K#${one}`);
    if (secret !== undefined && sk.startsWith('KEY')) return wrappedKeyIn(table, secret).read();
    if (sk.startsWith('CHECK')) return keyCheckIn(table, { pk, sk }).read();
    // What the notary reads from the stream, and what is only known to be there.
    return row;
  };
  const readings: [string, unknown][] = [];
  for (const row of rows) readings.push([`${row.pk} ${row.sk}`, (await read(row)) ?? null]);
  return JSON.parse(JSON.stringify(Object.fromEntries(readings))) as Record<string, unknown>;
}
