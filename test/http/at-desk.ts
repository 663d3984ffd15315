import type { Role } from '../../shared/engine/scope.ts';
import type { HttpApi } from './http-api.ts';

/** Makes staff moves on a case in order, each on the version before. Expects every move to be accepted. */
export async function atDesk(
  rig: HttpApi,
  id: string,
  role: Role,
  ...moves: readonly object[]
): Promise<void> {
  for (const move of moves) {
    const { body: seen } = await rig.as('chief', 'GET /v1/office/cases/{id}', { path: { id } });
    const body = { expectedVersion: seen.version, ...move };
    const done = await rig.as(role, 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
    if (done.status !== 200) throw new Error(`refused at the desk: ${done.text}`);
  }
}

/** The id of the only case in the store. */
export async function onlyCase(rig: HttpApi): Promise<string> {
  const lists = ['open', 'closed'].map((view) =>
    rig.as('chief', 'GET /v1/office/cases', { query: { view } }),
  );
  const ids = (await Promise.all(lists)).flatMap(({ body }) =>
    body.rows.map(({ caseId }: { readonly caseId: string }) => caseId),
  );
  if (ids.length !== 1) throw new Error(`there are ${ids.length} cases`);
  return ids[0];
}
