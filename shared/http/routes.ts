import type { Role } from '../engine/scope.ts';

/**
 * Who may call a route: anybody, a verified member of staff, or a provider of messages by an address that it alone knows. The functions, the API and its authorizers, the OpenAPI
 * document and the tests are exhaustive over these kinds.
 */
export const accessKinds = ['public', 'staff', 'provider'] as const;
export type Access = (typeof accessKinds)[number];

export interface Route {
  /** The route's `event.routeKey` in API Gateway. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly access: Access;
  /** The roles that may call the route; others get 404. Empty for routes that are not for staff. */
  readonly roles: readonly Role[];
  /** One line for the OpenAPI document. */
  readonly summary: string;
}

/** `PUT` replaces the whole of what it names, so that a repeat changes nothing. */
type Method = 'GET' | 'POST' | 'PUT';
type Id = `${Method} /${string}`;

const route = <const I extends Id, const A extends Access>(
  id: I,
  access: A,
  roles: readonly Role[],
  summary: string,
) => {
  const [method, path] = id.split(' ') as [Method, string];
  return { id, method, path, access, roles, summary };
};

const open = <const I extends Id>(id: I, summary: string) => route(id, 'public', [], summary);
const staff = <const I extends Id>(id: I, roles: readonly Role[], summary: string) =>
  route(id, 'staff', roles, summary);

const provider = <const I extends Id>(id: I, summary: string) => route(id, 'provider', [], summary);

const everyRole = ['auditor', 'guard', 'officer', 'chief'] as const;
const oversight = ['auditor', 'officer', 'chief'] as const;
const onDuty = ['guard', 'officer', 'chief'] as const;
const officers = ['officer', 'chief'] as const;

/**
 * Every route of the system. The API, the dispatch, the OpenAPI document and the tests derive from this list. A route's
 * input schema is at its endpoint, its answer's schema in shapes/.
 */
export const routes = [
  open('GET /health', 'Whether the service answers at all'),
  open('GET /openapi.json', 'This document'),
  open('GET /docs', 'This document as a page for people'),
  open('GET /.well-known/jwks.json', 'The public keys, to check receipts and progress statements with'),
  open('GET /v1/roots', 'The daily roots of all histories, to hold the station to them'),
  open('GET /', 'What this is, for a person who typed the address'),
  open('GET /q/{place}', 'The form behind the code on a poster'),
  open('POST /q/{place}', 'Report a case by that form; leads on to its receipt'),
  open('GET /t/{token}', 'The receipt of a case, and what became of it, as a page'),
  open('GET /t/{token}/receipt', 'The signed receipt of a case, as a file to keep'),
  open('POST /t/{token}', 'What a resident may do with a case, by the forms of that page'),
  open('GET /receipt', 'A page that checks a receipt by itself, without asking anybody'),
  open('GET /photos/{ticket}', 'The way back to that page after a photo was sent without a script'),
  open('GET /h/{ticket}', 'What a helper without an account is asked about a case, as a page'),
  open('POST /h/{ticket}', 'The answer of a helper, by the form of that page'),
  open('GET /h/{ticket}/photo', 'The photo that goes with the question, for the holder of the link'),
  open('GET /stop/{ticket}', 'Asks whether messages about a case shall stop, by the link in one of them'),
  open('POST /stop/{ticket}', 'Stop them; mail programs do so too (RFC 8058)'),
  open('GET /office', 'The console of staff'),
  open('GET /office/{file}', 'A file of the console, under a name that holds a hash of its content'),
  open('GET /a/{place}', 'What the station of a place answers to common questions, as a page'),
  open('POST /a/{place}', 'Search these answers, or say that one was the answer, by the forms of that page'),
  open('GET /posters/{ticket}', 'Posters to print, for the holder of the link'),
  open('GET /v1/places/{place}', 'A place that has a code'),
  open('GET /v1/places/{place}/faq', 'The approved answers of the station of a place'),
  open('POST /v1/cases', 'Report a case; the same token again gives the same case'),
  open('GET /v1/track/{token}', 'What became of a case, for the holder of its secret link'),
  open('POST /v1/track/{token}/messages', 'Add something to a case'),
  open('POST /v1/track/{token}/photos', 'Ask to send a photo: where to post it to, and until when'),
  open('GET /v1/track/{token}/photos/{photo}', 'A photo of a case, for the holder of its secret link'),
  open('POST /v1/track/{token}/rating', 'Say how it went'),
  open('POST /v1/track/{token}/reopen', 'Say that it is not solved'),
  open('POST /v1/track/{token}/withdraw', 'Take a case back'),
  open('POST /v1/track/{token}/notices', 'Choose whether and how to be told: by SMS, by mail, or not at all'),
  open('POST /v1/track/{token}/join', 'Follow a case together with others who reported the same before'),
  provider(
    'POST /v1/receipts/{station}/{channel}/{secret}',
    'What became of messages that were sent, as their provider reports it',
  ),
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
  staff(
    'POST /v1/office/cases/{id}/reveal',
    everyRole,
    'The contact or one withheld text of a case; that you read it is on record',
  ),
  staff('GET /v1/office/cases/{id}/reads', ['chief'], 'Who read what of a case, newest first'),
  staff('GET /v1/office/cases/{id}/photos/{photo}', everyRole, 'A photo of a case that you may see'),
  staff('POST /v1/office/cases/{id}/moves', onDuty, 'Do something with a case, on the version you saw'),
  staff(
    'GET /v1/office/cases/{id}/helpers',
    officers,
    'Who was asked for help with a case, and what they said',
  ),
  staff(
    'POST /v1/office/cases/{id}/helpers',
    officers,
    'Give somebody without an account one task, by a link',
  ),
  staff('POST /v1/office/cases/{id}/helpers/{task}/revoke', officers, 'Take the link of a helper back'),
  staff('GET /v1/office/posters/{place}', onDuty, 'A link to the poster of a place, or of all places'),
  staff(
    'POST /v1/office/places/{place}/code',
    ['chief'],
    'Give a place a new code; the old one leads on to it',
  ),
  staff('GET /v1/office/brief', everyRole, 'The station this morning, in one look'),
  staff(
    'GET /v1/office/stats',
    oversight,
    'The numbers of the station: responses, answers, resolutions, ratings, each with its denominator',
  ),
  staff('GET /v1/office/stats.csv', oversight, 'The same numbers as a file for spreadsheets'),
  staff('GET /v1/office/types', everyRole, 'The types of case, and the moves that a screen can offer'),
  staff('GET /v1/office/places', everyRole, 'The places of the station and their codes'),
  staff(
    'GET /v1/office/people',
    everyRole,
    'The people of the station: who is away, who stands in, and which role has nobody',
  ),
  staff('PUT /v1/office/people', ['chief'], 'Enter a person of the station, or correct the entry'),
  staff('PUT /v1/office/people/absences', ['chief'], 'Say on which days a person is away, and who stands in'),
  staff('POST /v1/office/people/strike', ['chief'], 'Strike a person from the roster'),
  staff('GET /v1/office/policy', oversight, 'What the station promises, and every version before'),
  staff('POST /v1/office/policy/preview', ['chief'], 'What other promises would change, by the last 30 days'),
  staff('POST /v1/office/policy', ['chief'], 'Publish other promises, for new cases'),
  staff('GET /v1/office/calendar', oversight, 'The hours and holidays of the station'),
  staff('POST /v1/office/calendar/preview', ['chief'], 'What other hours and holidays would change'),
  staff('POST /v1/office/calendar', ['chief'], 'Publish other hours and holidays'),
  staff('GET /v1/office/channels', oversight, 'Over what the station sends its messages'),
  staff('POST /v1/office/channels/preview', ['chief'], 'What other channels would change'),
  staff('POST /v1/office/channels', ['chief'], 'Publish other channels'),
  staff('POST /v1/office/channels/{name}/test', ['chief'], 'Send a test over one channel, to the chiefs'),
  staff('GET /v1/office/channels/{name}/test/{test}', ['chief'], 'What became of a test'),
  staff('GET /v1/office/templates', everyRole, 'Texts of the station that officers put into replies'),
  staff('PUT /v1/office/templates', ['chief'], 'Replace these texts'),
  staff('GET /v1/office/faq', everyRole, 'Common questions with their approved answers'),
  staff('POST /v1/office/faq', officers, 'Write a question and its answer, for approval'),
  staff(
    'POST /v1/office/faq/{id}/moves',
    officers,
    'Correct an answer, approve it, say that it is still true, or take it away',
  ),
  staff('GET /v1/office/messages', oversight, 'The messages that reached nobody, and why'),
  staff(
    'POST /v1/office/messages/send-again',
    ['officer', 'chief'],
    'Send all such messages of a kind again',
  ),
  staff('POST /v1/office/messages/{id}/send-again', ['officer', 'chief'], 'Send one such message again'),
  staff('GET /v1/office/webhooks', ['chief'], 'Where events go in other systems, and which did not arrive'),
  staff('POST /v1/office/webhooks', ['chief'], 'Enter an endpoint of another system; shows its secret once'),
  staff('POST /v1/office/webhooks/{name}', ['chief'], 'Stop an endpoint, start it again, or remove it'),
  staff('POST /v1/office/webhooks/{name}/test', ['chief'], 'Send an endpoint a test event'),
  staff(
    'POST /v1/office/webhooks/{name}/secret',
    ['chief'],
    'Give an endpoint a new secret, shown once; the one before signs for another day',
  ),
  staff(
    'POST /v1/office/webhooks/{name}/send-again',
    ['chief'],
    'Send the events again that did not reach an endpoint',
  ),
  staff('GET /v1/office/proof', oversight, 'The latest proof that every open case has its next deadline'),
  staff('POST /v1/office/proof', ['chief'], 'Ask for such a proof now; the request is on record'),
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
