import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Scope } from '../../engine/scope.ts';
import { guardTypes } from '../access.ts';
import { canonicalPhones } from '../intake/canonical-phones.ts';
import { isListed } from '../reading/board-filter.ts';
import type { BoardRow } from '../reading/case-list.ts';
import { cursorAt, fingerprintOf, positionIn } from '../reading/list-cursor.ts';
import { type Refused, refused } from '../refused.ts';
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

/** The cases of the station whose contact has one of these numbers, open and closed, the newest first. */
export async function findByPhone(
  { store, policies, phoneHash }: Pick<World, 'store' | 'policies' | 'phoneHash'>,
  scope: Scope,
  { phone, limit, cursor }: PhoneQuery,
  now: Instant,
): Promise<FoundCases | Refused> {
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
  return { rows: rows.filter((row) => isListed(scope, filter, row)), ...defined({ next }) };
}
