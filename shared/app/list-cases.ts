import type { Instant } from '../domain/instant.ts';
import type { Scope } from '../domain/scope.ts';
import type { BoardQuery, BoardRow, Page } from '../ports.ts';
import type { World } from './world.ts';

/** A page of the staff's list, within their station and their role. */
export const listCases = (
  world: Pick<World, 'store'>,
  scope: Scope,
  query: Omit<BoardQuery, 'now'>,
  now: Instant,
): Promise<Page<BoardRow>> => world.store.board(scope, { ...query, now });
