/** Who stands at the door of a route: anybody, or a verified member of staff. */
export type Access = 'public' | 'staff';

export interface Route {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access;
}

const route = <const Id extends `${'GET' | 'POST'} /${string}`>(id: Id, access: Access) => {
  const [method, path] = id.split(' ') as ['GET' | 'POST', string];
  return { id, method, path, access };
};

/** Every route of the system; the API, the handlers, the document and the tests derive from this list. */
export const routes = [
  route('GET /health', 'public'),
  route('GET /openapi.json', 'public'),
  route('GET /docs', 'public'),
  route('GET /v1/places/{place}', 'public'),
  route('POST /v1/cases', 'public'),
  route('GET /v1/track/{token}', 'public'),
  route('POST /v1/track/{token}/messages', 'public'),
  route('POST /v1/track/{token}/rating', 'public'),
  route('POST /v1/track/{token}/reopen', 'public'),
  route('POST /v1/track/{token}/withdraw', 'public'),
  route('GET /v1/me', 'staff'),
  route('GET /v1/office/cases', 'staff'),
  route('POST /v1/office/cases', 'staff'),
  route('GET /v1/office/cases/{id}', 'staff'),
  route('GET /v1/office/cases/{id}/clock', 'staff'),
  route('POST /v1/office/cases/{id}/moves', 'staff'),
  route('GET /v1/office/brief', 'staff'),
  route('GET /v1/office/stats', 'staff'),
] as const satisfies readonly Route[];

export type RouteId = (typeof routes)[number]['id'];
