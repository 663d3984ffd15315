import type * as z from 'zod/mini';
import { staffEndpoints } from '../../shared/http/endpoints/staff-endpoints.ts';
import type { RequestShape } from '../../shared/http/request.ts';
import { type Access, type Route, type RouteId, type RouteIdOf, routeOf } from '../../shared/http/routes.ts';
import * as answers from '../../shared/http/shapes/answers.ts';
import * as office from '../../shared/http/shapes/office-answers.ts';
import { problem } from '../../shared/http/shapes/problem.ts';
import { proof } from '../../shared/http/shapes/proof.ts';
import { publicEndpoints } from '../public-endpoints.ts';

/**
 * One response of a route: its meaning and the schema of its JSON. Another format has only a media type; a response
 * without a body has neither.
 */
export interface Documented {
  readonly description: string;
  readonly schema?: z.ZodMiniType;
  readonly type?: string;
  /** The response has an ETag, which the caller may send back. */
  readonly tagged?: true;
}

export type Answers = Readonly<Record<number, Documented>>;

/** The successful responses of each route; problems follow from the kind of route (`answersOf`). */
const successes = {
  'GET /health': { 200: { description: 'The service answers', schema: answers.health } },
  'GET /openapi.json': { 200: { description: 'OpenAPI 3.1', type: 'application/json' } },
  'GET /docs': { 200: { description: 'The page', type: 'text/html' } },
  'GET /.well-known/jwks.json': {
    200: { description: 'One key for each station', schema: answers.publicKeys },
  },
  'GET /': {
    200: { description: 'The page', type: 'text/html', tagged: true },
    304: { description: 'As the caller has it already', tagged: true },
  },
  'GET /q/{place}': { 200: { description: 'The form', type: 'text/html' } },
  'POST /q/{place}': { 303: { description: 'Received; on to the receipt' } },
  'GET /t/{token}': {
    200: { description: 'The page', type: 'text/html', tagged: true },
    304: { description: 'As the caller has it already, but for the minutes', tagged: true },
  },
  'GET /t/{token}/receipt': { 200: { description: 'A compact JWS', type: 'application/jose' } },
  'GET /receipt': { 200: { description: 'The page', type: 'text/html' } },
  'POST /t/{token}': {
    200: { description: 'The page, with a form that posts one photo', type: 'text/html' },
    303: { description: 'Done; back to the page' },
  },
  'GET /photos/{ticket}': { 303: { description: 'Back to the page' } },
  'GET /posters/{ticket}': { 200: { description: 'The posters', type: 'text/html' } },
  'GET /v1/places/{place}': { 200: { description: 'The place', schema: answers.place } },
  'POST /v1/cases': {
    200: { description: 'This very report was received before', schema: answers.receipt },
    201: { description: 'Received', schema: answers.receipt },
  },
  'GET /v1/track/{token}': {
    200: { description: 'The case as its holder sees it', schema: answers.track, tagged: true },
    304: { description: 'As the caller has it already', tagged: true },
  },
  'POST /v1/track/{token}/messages': { 200: { description: 'Added', schema: answers.residentMoved } },
  'POST /v1/track/{token}/photos': {
    200: { description: 'This very photo was looked at before', schema: answers.shownPhoto },
    201: { description: 'Post the fields, and the file last, to the address', schema: answers.photoGrant },
  },
  'GET /v1/track/{token}/photos/{photo}': { 200: { description: 'The photo', type: 'image/jpeg' } },
  'POST /v1/track/{token}/rating': { 200: { description: 'Rated', schema: answers.residentMoved } },
  'POST /v1/track/{token}/join': { 200: { description: 'Joined', schema: answers.residentMoved } },
  'POST /v1/track/{token}/reopen': { 200: { description: 'Reopened', schema: answers.residentMoved } },
  'POST /v1/track/{token}/withdraw': {
    200: {
      description: 'Taken back, or asked for where others may be in danger',
      schema: answers.residentMoved,
    },
  },
  'GET /v1/me': { 200: { description: 'You', schema: office.me } },
  'GET /v1/office/cases': {
    200: { description: 'A page', schema: office.board, tagged: true },
    304: { description: 'As the caller has it already', tagged: true },
  },
  'POST /v1/office/cases/search': { 200: { description: 'A page, the newest first', schema: office.found } },
  'POST /v1/office/cases': {
    200: { description: 'This very report was received before', schema: office.takenIn },
    201: { description: 'Received', schema: office.takenIn },
  },
  'GET /v1/office/cases/{id}': { 200: { description: 'The case', schema: office.officeCase } },
  'GET /v1/office/cases/{id}/photos/{photo}': { 200: { description: 'The photo', type: 'image/jpeg' } },
  'GET /v1/office/cases/{id}/reads': { 200: { description: 'A page of reads', schema: office.reads } },
  'GET /v1/office/cases/{id}/clock': { 200: { description: 'Its deadlines', schema: office.explanation } },
  'POST /v1/office/cases/{id}/moves': { 200: { description: 'Done', schema: answers.moved } },
  'GET /v1/office/posters/{place}': { 200: { description: 'The link', schema: office.posterLink } },
  'POST /v1/office/places/{place}/code': { 200: { description: 'Replaced', schema: office.newPlaceCode } },
  'GET /v1/office/brief': { 200: { description: 'The morning', schema: office.brief } },
  'GET /v1/office/proof': { 200: { description: 'The proof, or that there is none yet', schema: proof } },
} as const satisfies Record<RouteId, Answers>;

/** The part of an endpoint that the document needs. */
interface DocumentedEndpoint {
  takes(): RequestShape;
  readonly showsProblem?: unknown;
}

const endpointsOf: { readonly [A in Access]: Readonly<Record<RouteIdOf<A>, DocumentedEndpoint>> } = {
  public: publicEndpoints,
  staff: staffEndpoints,
};
const endpoints: Readonly<Record<RouteId, DocumentedEndpoint>> = Object.assign(
  {},
  ...Object.values(endpointsOf),
);

/** The request schemas of a route, which are the ones that it parses requests with. */
export const requestOf = (id: RouteId): RequestShape => endpoints[id].takes();

export const PROBLEM_TYPE = 'application/problem+json';

/** The answer of the API itself, before any function runs, when all callers together send more than it lets through. */
const throttled: Documented = {
  description: 'Too many requests at once, from all callers together; try again later',
  schema: answers.throttled,
};

/** All responses of a route, problems included. */
export const answersOf = (id: RouteId): Answers => ({
  ...successes[id],
  429: throttled,
  ...Object.fromEntries(
    problemsOf(routeOf(id), requestOf(id)).map(([status, description]) => [
      status,
      isPage(id) ? { description, type: 'text/html' } : { description, schema: problem, type: PROBLEM_TYPE },
    ]),
  ),
});

/** Whether a route renders its problems as a page. */
const isPage = (id: RouteId): boolean => {
  return endpoints[id].showsProblem !== undefined;
};

/** The OpenAPI security requirement of each kind of access. */
export const security: Readonly<Record<Access, readonly Readonly<Record<string, string[]>>[]>> = {
  public: [],
  staff: [{ staff: [] }],
};

type PossibleProblem = readonly [status: number, description: string];

function problemsOf(
  { access, method, id }: Route,
  { path, query, body, form }: RequestShape,
): readonly PossibleProblem[] {
  const needsToken = security[access].length > 0;
  const when = (holds: boolean, ...problems: readonly PossibleProblem[]) => (holds ? problems : []);
  return [
    ...when(needsToken, [401, 'Missing or invalid token']),
    ...when(needsToken || path !== undefined || body !== undefined, [
      404,
      'Not found, or not visible to you',
    ]),
    ...when(form !== undefined || query !== undefined, [400, 'In no encoding that can be read']),
    ...when(
      body !== undefined,
      [400, 'Not JSON, or not in UTF-8'],
      [413, 'More than 64 KB'],
      [415, 'Not sent as JSON'],
    ),
    ...when(form !== undefined, [413, 'More than 64 KB'], [415, 'Not sent as a form']),
    ...when(query !== undefined || body !== undefined || form !== undefined, [
      422,
      'A field is not as it should be',
    ]),
    ...when(method === 'POST', [409, 'Not possible as things stand']),
    ...when(id === 'GET /posters/{ticket}', [410, 'The link was used, or its time is over']),
    ...when(id.endsWith('/moves'), [412, 'Somebody changed the case meanwhile']),
    ...when(id.includes('{token}'), [
      429,
      'Too many links that lead nowhere, from this address in this hour',
    ]),
    [500, 'Internal error'],
    [503, 'Try again after the seconds in Retry-After'],
  ];
}
