import type * as z from 'zod/mini';
import { providerEndpoints } from '../../shared/http/endpoints/provider-reports.ts';
import { staffEndpoints } from '../../shared/http/endpoints/staff-endpoints.ts';
import type { RequestShape } from '../../shared/http/request.ts';
import { type Access, type Route, type RouteId, type RouteIdOf, routeOf } from '../../shared/http/routes.ts';
import * as answers from '../../shared/http/shapes/answers.ts';
import { changedFaq, officeFaq, placeFaq } from '../../shared/http/shapes/faq-answers.ts';
import { helperLink, helpers, revokedHelper } from '../../shared/http/shapes/office/asked-helpers.ts';
import { board, brief, found } from '../../shared/http/shapes/office/board.ts';
import { explanation } from '../../shared/http/shapes/office/clock.ts';
import { channelTest, sentAgain, stuck } from '../../shared/http/shapes/office/messages.ts';
import { officeCase, revealed, takenIn } from '../../shared/http/shapes/office/office-case.ts';
import { reads } from '../../shared/http/shapes/office/reads.ts';
import { me, newPlaceCode, posterLink, stationPlaces } from '../../shared/http/shapes/office/station.ts';
import { types } from '../../shared/http/shapes/office/types.ts';
import {
  endpoint,
  endpointState,
  endpointWithSecret,
  webhooks,
} from '../../shared/http/shapes/office/webhooks.ts';
import * as people from '../../shared/http/shapes/people-answers.ts';
import { problem } from '../../shared/http/shapes/problem.ts';
import { askedProof, proof } from '../../shared/http/shapes/proof.ts';
import * as settings from '../../shared/http/shapes/settings-answers.ts';
import { statistics } from '../../shared/http/shapes/statistics.ts';
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
  'GET /v1/roots': { 200: { description: 'The roots', schema: answers.roots } },
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
  'GET /h/{ticket}': { 200: { description: 'The page', type: 'text/html' } },
  'POST /h/{ticket}': {
    200: { description: 'It reached somebody else; the link is void', type: 'text/html' },
    303: { description: 'Answered; back to the page' },
  },
  'GET /h/{ticket}/photo': { 200: { description: 'The photo', type: 'image/jpeg' } },
  'GET /a/{place}': { 200: { description: 'The page', type: 'text/html' } },
  'POST /a/{place}': { 200: { description: 'What was found, or thanks', type: 'text/html' } },
  'GET /stop/{ticket}': { 200: { description: 'The page', type: 'text/html' } },
  'POST /stop/{ticket}': { 200: { description: 'Stopped', type: 'text/html' } },
  'GET /office': {
    200: { description: 'The page', type: 'text/html', tagged: true },
    304: { description: 'As the caller has it already', tagged: true },
  },
  'GET /office/{file}': { 200: { description: 'The file', type: 'text/javascript' } },
  'GET /posters/{ticket}': { 200: { description: 'The posters', type: 'text/html' } },
  'GET /v1/places/{place}': { 200: { description: 'The place', schema: answers.place } },
  'GET /v1/places/{place}/faq': { 200: { description: 'The answers', schema: placeFaq } },
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
  'POST /v1/track/{token}/notices': { 200: { description: 'Chosen', schema: answers.residentMoved } },
  'POST /v1/track/{token}/join': { 200: { description: 'Joined', schema: answers.residentMoved } },
  'POST /v1/track/{token}/reopen': { 200: { description: 'Reopened', schema: answers.residentMoved } },
  'POST /v1/track/{token}/withdraw': {
    200: {
      description: 'Taken back, or asked for where others may be in danger',
      schema: answers.residentMoved,
    },
  },
  'GET /v1/me': { 200: { description: 'You', schema: me } },
  'GET /v1/office/cases': {
    200: { description: 'A page', schema: board, tagged: true },
    304: { description: 'As the caller has it already', tagged: true },
  },
  'POST /v1/office/cases/search': { 200: { description: 'A page, the newest first', schema: found } },
  'POST /v1/office/cases': {
    200: { description: 'This very report was received before', schema: takenIn },
    201: { description: 'Received', schema: takenIn },
  },
  'GET /v1/office/cases/{id}': { 200: { description: 'The case', schema: officeCase } },
  'GET /v1/office/cases/{id}/photos/{photo}': { 200: { description: 'The photo', type: 'image/jpeg' } },
  'POST /v1/office/cases/{id}/reveal': { 200: { description: 'What was asked for', schema: revealed } },
  'GET /v1/office/cases/{id}/reads': { 200: { description: 'A page of reads', schema: reads } },
  'GET /v1/office/cases/{id}/clock': { 200: { description: 'Its deadlines', schema: explanation } },
  'POST /v1/office/cases/{id}/moves': { 200: { description: 'Done', schema: answers.moved } },
  'GET /v1/office/cases/{id}/helpers': { 200: { description: 'The helpers', schema: helpers } },
  'POST /v1/office/cases/{id}/helpers': {
    201: { description: 'Asked; give the link to the helper yourself', schema: helperLink },
  },
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': {
    200: { description: 'Taken back', schema: revokedHelper },
  },
  'GET /v1/office/posters/{place}': { 200: { description: 'The link', schema: posterLink } },
  'POST /v1/office/places/{place}/code': { 200: { description: 'Replaced', schema: newPlaceCode } },
  'GET /v1/office/brief': { 200: { description: 'The morning', schema: brief } },
  'GET /v1/office/stats': { 200: { description: 'The numbers', schema: statistics } },
  'GET /v1/office/stats.csv': { 200: { description: 'UTF-8 with a byte order mark', type: 'text/csv' } },
  'GET /v1/office/types': { 200: { description: 'As codes', schema: types } },
  'GET /v1/office/places': { 200: { description: 'Sorted by code', schema: stationPlaces } },
  'GET /v1/office/people': { 200: { description: 'Everybody', schema: people.people } },
  'PUT /v1/office/people': {
    200: { description: 'Entered, or what it would bring about', schema: people.rosterChanged },
  },
  'PUT /v1/office/people/absences': {
    200: { description: 'Set, or what it would bring about', schema: people.rosterChanged },
  },
  'POST /v1/office/people/strike': {
    200: { description: 'Struck, or what it would bring about', schema: people.rosterChanged },
  },
  'GET /v1/office/policy': { 200: { description: 'In use, and what was before', schema: settings.settings } },
  'POST /v1/office/policy/preview': { 200: { description: 'Compared', schema: settings.compared } },
  'POST /v1/office/policy': { 200: { description: 'Published', schema: settings.publishedAnswer } },
  'GET /v1/office/calendar': {
    200: { description: 'In use, and what was before', schema: settings.settings },
  },
  'POST /v1/office/calendar/preview': { 200: { description: 'Compared', schema: settings.compared } },
  'POST /v1/office/calendar': { 200: { description: 'Published', schema: settings.publishedAnswer } },
  'GET /v1/office/channels': {
    200: { description: 'In use, and what was before', schema: settings.settings },
  },
  'POST /v1/office/channels/preview': { 200: { description: 'Compared', schema: settings.compared } },
  'POST /v1/office/channels': { 200: { description: 'Published', schema: settings.publishedAnswer } },
  'POST /v1/office/channels/{name}/test': { 202: { description: 'Asked for', schema: channelTest } },
  'GET /v1/office/channels/{name}/test/{test}': {
    200: { description: 'What became of it', schema: channelTest },
  },
  'GET /v1/office/templates': {
    200: { description: 'In the order in which they are offered', schema: settings.templates },
  },
  'PUT /v1/office/templates': { 200: { description: 'Replaced', schema: settings.publishedAnswer } },
  'GET /v1/office/faq': { 200: { description: 'Each, whether residents read it or not', schema: officeFaq } },
  'POST /v1/office/faq': { 201: { description: 'Waits for approval', schema: changedFaq } },
  'POST /v1/office/faq/{id}/moves': { 200: { description: 'Done', schema: changedFaq } },
  'GET /v1/office/messages': { 200: { description: 'The newest first', schema: stuck } },
  'POST /v1/office/messages/send-again': { 200: { description: 'Due again', schema: sentAgain } },
  'POST /v1/office/messages/{id}/send-again': { 200: { description: 'Due again', schema: sentAgain } },
  'GET /v1/office/webhooks': { 200: { description: 'In the order of entering', schema: webhooks } },
  'POST /v1/office/webhooks': { 201: { description: 'Entered', schema: endpointWithSecret } },
  'POST /v1/office/webhooks/{name}': { 200: { description: 'Done', schema: endpointState } },
  'POST /v1/office/webhooks/{name}/test': { 202: { description: 'Asked for', schema: endpoint } },
  'POST /v1/office/webhooks/{name}/secret': {
    200: { description: 'Replaced', schema: endpointWithSecret },
  },
  'POST /v1/office/webhooks/{name}/send-again': {
    200: { description: 'Due again', schema: sentAgain },
  },
  'GET /v1/office/proof': { 200: { description: 'The proof, or that there is none yet', schema: proof } },
  'POST /v1/office/proof': { 202: { description: 'Asked for', schema: askedProof } },
  'POST /v1/receipts/{station}/{channel}/{secret}': {
    200: {
      description: 'Taken; the answer is the one that the provider expects',
      schema: answers.reportsTaken,
    },
  },
} as const satisfies Record<RouteId, Answers>;

/** The part of an endpoint that the document needs. */
interface DocumentedEndpoint {
  takes(): RequestShape;
  readonly showsProblem?: unknown;
}

const endpointsOf: { readonly [A in Access]: Readonly<Record<RouteIdOf<A>, DocumentedEndpoint>> } = {
  public: publicEndpoints,
  staff: staffEndpoints,
  provider: providerEndpoints,
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
  // The secret is a part of the address.
  provider: [],
};

/** Whether a route changes the roster of the station or what it publishes. */
const changesSettings = (id: string): boolean =>
  /^(PUT|POST) \/v1\/office\/(people|policy|calendar|channels|templates)/.test(id);

type PossibleProblem = readonly [status: number, description: string];

function problemsOf(
  { access, method, id }: Route,
  { path, query, body, form }: RequestShape,
): readonly PossibleProblem[] {
  const needsToken = security[access].length > 0;
  const when = (holds: boolean, ...problems: readonly PossibleProblem[]) => (holds ? problems : []);
  return [
    ...when(needsToken, [401, 'Missing or invalid token'], [403, 'Struck from the roster of the station']),
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
    ...when(method !== 'GET', [409, 'Not possible as things stand']),
    ...when(id === 'GET /posters/{ticket}', [410, 'The link was used, or its time is over']),
    ...when(id.endsWith('/moves'), [412, 'Somebody changed the case meanwhile']),
    ...when(changesSettings(id), [412, 'Somebody changed what it was made from meanwhile']),
    ...when(id.includes('{token}') || id.includes('/h/{ticket}'), [
      429,
      'Too many links that lead nowhere, from this address in this hour',
    ]),
    [500, 'Internal error'],
    [503, 'Try again after the seconds in Retry-After'],
  ];
}
