import type { Instant } from '../../engine/calendar/instant.ts';
import type { Page } from '../../engine/page.ts';
import type { Scope } from '../../engine/scope.ts';
import type { World } from '../../engine/world.ts';
import { guardTypes } from '../access.ts';
import type { BoardQuery, BoardRow } from './case-list.ts';

/** A page of the staff's list, within their station and their role. */
export const listCases = (
  { store, policies }: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  query: Omit<BoardQuery, 'now' | 'guardTypes'>,
  now: Instant,
): Promise<Page<BoardRow>> => store.board(scope, { ...query, guardTypes: guardTypes(policies.current), now });
