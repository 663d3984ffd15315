import type { Instant } from '../../engine/calendar/instant.ts';
import type { Scope } from '../../engine/scope.ts';
import type { Page } from '../../engine/storage/page.ts';
import { guardTypes } from '../access.ts';
import type { World } from '../world.ts';
import type { BoardQuery, BoardRow } from './case-list.ts';

/** A page of the staff's list, limited to the station and role of the scope. */
export const listCases = async (
  { store, policies }: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  query: Omit<BoardQuery, 'now' | 'guardTypes'>,
  now: Instant,
): Promise<Page<BoardRow>> =>
  store.board(scope, { ...query, guardTypes: guardTypes(await policies.current(scope.station)), now });
