import { expect } from 'vitest';
import type { RouteId } from '../../shared/http/routes.ts';
import { answersOf } from '../../web/docs/contract.ts';

/**
 * Fails unless the document says that this route may answer so: a status it lists, with a body of its very shape,
 * nothing undocumented in it. `body` is parsed JSON, or `undefined` for none.
 */
export function expectDocumented(id: RouteId, status: number, body: unknown): void {
  const answer = answersOf(id)[status];
  expect(answer, `${id} documents no ${status}`).toBeDefined();
  const issues = answer?.schema?.safeParse(body).error?.issues ?? [];
  expect(issues, `${id} ${status} is not as documented`).toEqual([]);
}
