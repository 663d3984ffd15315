import { guardTypes } from '../domain/access.ts';
import type { Instant } from '../domain/instant.ts';
import type { Scope } from '../domain/scope.ts';
import type { BoardQuery, BoardRow, Page } from '../records.ts';
import type { World } from './world.ts';

/** A page of the staff's list, within their station and their role. */
export const listCases = (
  { store, policies }: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  query: Omit<BoardQuery, 'now' | 'guardTypes'>,
  now: Instant,
): Promise<Page<BoardRow>> => store.board(scope, { ...query, guardTypes: guardTypes(policies.current), now });
