import type { Role } from '../engine/scope.ts';

/**
 * Who may call a route: anybody, or a verified member of staff. The functions, the API and its authorizers, the OpenAPI
 * document and the tests are exhaustive over these kinds.
 */
export const accessKinds = ['public', 'staff'] as const;
export type Access = (typeof accessKinds)[number];

export interface Route {
  /** The route's `event.routeKey` in API Gateway. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access;
  /** The roles that may call the route; others get 404. Empty for public routes. */
  readonly roles: readonly Role[];
  /** One line for the OpenAPI document. */
  readonly summary: string;
}

type Id = `${'GET' | 'POST'} /${string}`;

const route = <const I extends Id, const A extends Access>(
  id: I,
  access: A,
  roles: readonly Role[],
  summary: string,
) => {
  const [method, path] = id.split(' ') as ['GET' | 'POST', string];
  return { id, method, path, access, roles, summary };
};

const open = <const I extends Id>(id: I, summary: string) => route(id, 'public', [], summary);
const staff = <const I extends Id>(id: I, roles: readonly Role[], summary: string) =>
  route(id, 'staff', roles, summary);

const everyRole = ['auditor', 'guard', 'officer', 'chief'] as const;
const oversight = ['auditor', 'officer', 'chief'] as const;
const onDuty = ['guard', 'officer', 'chief'] as const;

/**
 * Every route of the system. The API, the dispatch, the OpenAPI document and the tests derive from this list. A route's
 * input schema is at its endpoint, its answer's schema in shapes/.
 */
export const routes = [
  open('GET /health', 'Whether the service answers at all'),
  open('GET /openapi.json', 'This document'),
  open('GET /docs', 'This document as a page for people'),
  open('GET /.well-known/jwks.json', 'The public keys, to check receipts and progress statements with'),
  open('GET /', 'What this is, for a person who typed the address'),
  open('GET /q/{place}', 'The form behind the code on a poster'),
  open('POST /q/{place}', 'Report a case by that form; leads on to its receipt'),
  open('GET /t/{token}', 'The receipt of a case, and what became of it, as a page'),
  open('GET /t/{token}/receipt', 'The signed receipt of a case, as a file to keep'),
  open('POST /t/{token}', 'What a resident may do with a case, by the forms of that page'),
  open('GET /receipt', 'A page that checks a receipt by itself, without asking anybody'),
  open('GET /photos/{ticket}', 'The way back to that page after a photo was sent without a script'),
  open('GET /posters/{ticket}', 'Posters to print, for the holder of the link'),
  open('GET /v1/places/{place}', 'A place that has a code'),
  open('POST /v1/cases', 'Report a case; the same token again gives the same case'),
  open('GET /v1/track/{token}', 'What became of a case, for the holder of its secret link'),
  open('POST /v1/track/{token}/messages', 'Add something to a case'),
  open('POST /v1/track/{token}/photos', 'Ask to send a photo: where to post it to, and until when'),
  open('GET /v1/track/{token}/photos/{photo}', 'A photo of a case, for the holder of its secret link'),
  open('POST /v1/track/{token}/rating', 'Say how it went'),
  open('POST /v1/track/{token}/reopen', 'Say that it is not solved'),
  open('POST /v1/track/{token}/withdraw', 'Take a case back'),
  open('POST /v1/track/{token}/join', 'Follow a case together with others who reported the same before'),
  staff('GET /v1/me', everyRole, 'Who the token says you are'),
  staff(
    'GET /v1/office/cases',
    everyRole,
    'The cases of the station: the work list, or all in the order of receipt; by number, place and time',
  ),
  staff(
    'POST /v1/office/cases/search',
    ['officer', 'chief'],
    'Find cases by a telephone number; each search is on record',
  ),
  staff('POST /v1/office/cases', onDuty, 'Report a case for somebody: walk-in, telephone, guard post'),
  staff('GET /v1/office/cases/{id}', everyRole, 'Everything about a case that your role may read'),
  staff('GET /v1/office/cases/{id}/clock', everyRole, 'Why the case is due when it is'),
  staff('GET /v1/office/cases/{id}/reads', ['chief'], 'Who read what of a secret case, newest first'),
  staff('GET /v1/office/cases/{id}/photos/{photo}', everyRole, 'A photo of a case that you may see'),
  staff('POST /v1/office/cases/{id}/moves', onDuty, 'Do something with a case, on the version you saw'),
  staff('GET /v1/office/posters/{place}', onDuty, 'A link to the poster of a place, or of all places'),
  staff(
    'POST /v1/office/places/{place}/code',
    ['chief'],
    'Give a place a new code; the old one leads on to it',
  ),
  staff('GET /v1/office/brief', everyRole, 'The station this morning, in one look'),
  staff('GET /v1/office/proof', oversight, 'The latest proof that every open case has its next deadline'),
] as const satisfies readonly Route[];

/** The keys under which the API takes requests for a route: one that answers GET answers HEAD too. */
export const routeKeysOf = ({ id, method, path }: Route): readonly string[] =>
  method === 'GET' ? [id, `HEAD ${path}`] : [id];

type Listed = (typeof routes)[number];
export type RouteId = Listed['id'];
export type RouteIdOf<A extends Access> = Extract<Listed, { readonly access: A }>['id'];

/** The route with this id. Every `RouteId` has one. */
export function routeOf(id: RouteId): Route {
  const found = routes.find((route) => route.id === id);
  if (found === undefined) throw new RangeError(`no route ${id}`);
  return found;
}
