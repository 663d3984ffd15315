import { expect } from 'vitest';
import type { RouteId } from '../../shared/http/routes.ts';
import { answersOf } from '../../web/docs/contract.ts';

/**
 * Expects that the API document allows this response of the route: a listed status, and a body of its exact shape
 * without undocumented fields. `body` is parsed JSON, or `undefined` if there is none.
 */
export function expectDocumented(id: RouteId, status: number, body: unknown): void {
  const answer = answersOf(id)[status];
  expect(answer, `${id} documents no ${status}`).toBeDefined();
  const issues = answer?.schema?.safeParse(body).error?.issues ?? [];
  expect(issues, `${id} ${status} is not as documented`).toEqual([]);
}
