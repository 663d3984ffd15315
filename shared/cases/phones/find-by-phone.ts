import { defined } from '../../engine/defined.ts';
import { guardTypes } from '../access.ts';
import type { CaseId } from '../case.ts';
import { inScope } from '../case-key.ts';
import { canonicalPhones } from '../intake/canonical-phones.ts';
import { isListed } from '../reading/board-filter.ts';
import type { BoardRow } from '../reading/case-list.ts';
import { cursorAt, fingerprintOf, positionIn } from '../reading/list-cursor.ts';
import { type Reader, recordRead } from '../reading/record-read.ts';
import { type Refused, refused } from '../refused.ts';
import { isSecret } from '../secrecy.ts';
import type { World } from '../world.ts';
import { casesOfHash } from './phone-rows.ts';

export interface PhoneQuery {
  /** One or two numbers, as people write them. */
  readonly phone: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface FoundCases {
  readonly rows: readonly BoardRow[];
  readonly next?: string;
  readonly refusal?: never;
}

type SearchWorld = Pick<World, 'store' | 'policies' | 'phoneHash'>;

/**
 * The cases of the station whose contact has one of these numbers, open and closed, the newest first. Of a secret case
 * that says who reported it, so it is a recorded read of its contact.
 */
export async function findByPhone(
  world: SearchWorld,
  reader: Reader,
  { phone, limit, cursor }: PhoneQuery,
): Promise<FoundCases | Refused> {
  const { store, policies, phoneHash } = world;
  const { scope, now } = reader;
  const { station, person, role } = scope;
  const hashes = await Promise.all(canonicalPhones(phone).map((number) => phoneHash.of(station, number)));
  const fingerprint = fingerprintOf({ station, person, role, hashes });
  const after = cursor === undefined ? undefined : positionIn(fingerprint, cursor)?.at;
  if (cursor !== undefined && after === undefined) return refused({ code: 'wrong-cursor' });

  const lists = await Promise.all(hashes.map((hash) => casesOfHash(store, station, hash, after, limit + 1)));
  // A contact may have both numbers.
  const found = [...new Map(lists.flat().map((one) => [one.position, one])).values()].sort((one, other) =>
    one.position < other.position ? 1 : -1,
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const rows = await store.boardRows(
    scope,
    page.map(({ id }) => id),
  );
  const filter = { view: 'all', guardTypes: guardTypes(await policies.current(station)), now } as const;
  const next =
    last && found.length > limit ? cursorAt(fingerprint, { at: last.position, id: last.id }) : undefined;
  const shown = rows.filter((row) => isListed(scope, filter, row));
  await Promise.all(shown.map(({ caseId }) => recordIfSecret(world, reader, caseId)));
  return { rows: shown, ...defined({ next }) };
}

async function recordIfSecret(world: SearchWorld, reader: Reader, caseId: CaseId): Promise<void> {
  const key = inScope(reader.scope, caseId);
  const found = await world.store.load(key);
  if (found === undefined) return;
  const policy = await world.policies.of(found.station, found.policyVersion);
  if (isSecret(found, policy)) await recordRead(world, key, reader, ['contact']);
}
