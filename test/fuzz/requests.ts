import { lifecycle, moves } from '../../shared/cases/lifecycle.ts';
import type { HttpEvent } from '../../shared/http/request.ts';
import { type Route, type RouteId, routes } from '../../shared/http/routes.ts';
import { tileIds } from '../../shared/locales/page-words.ts';
import { openapi } from '../../web/docs/openapi.ts';
import { questionField } from '../../web/resident/components/tile-picker.ts';
import { tiles } from '../../web/resident/tiles.ts';
import { elsewhere, station } from '../cases/room.ts';
import { httpEvent, type Sent } from '../http/event.ts';
import { reportSecret } from '../http/http-api.ts';
import type { Dice } from './dice.ts';
import { type Fields, fitted, places, reportsOf, type Setting } from './fitting.ts';
import { fittedSettings } from './fitting-settings.ts';
import * as hostile from './hostile.ts';
import { type Caller, callers, type Life, type ReportedCase } from './life.ts';
import { allowedBy, type Schema } from './schema-arbitrary.ts';

/** One request, and what is needed to judge the response. */
export interface Prepared {
  readonly route: Route & { readonly id: RouteId };
  readonly event: HttpEvent;
  readonly caller: Caller;
  /** The existing case that the request is about, if any. */
  readonly reportedCase?: ReportedCase | undefined;
  readonly planted: Setting['planted'];
  /** Everything that was sent, as plain text: a response may repeat it without leaking anything. */
  readonly written: string;
}

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const document = openapi();
const operationOf = ({ path, method }: Route): Operation =>
  (document.paths?.[path] as Record<string, Operation> | undefined)?.[method.toLowerCase()] ?? {};

/** By what a provider calls about the channel of the rig. */
const reportingAddress = { station, channel: 'sms', secret: reportSecret };

/** How often a route is requested in relation to the others, which have weight 2. Routes that move cases have more. */
const weights: { readonly [Id in RouteId]?: number } = {
  'POST /v1/office/cases/{id}/moves': 64,
  'POST /v1/cases': 5,
  'POST /q/{place}': 4,
  'POST /v1/track/{token}/withdraw': 1,
  'POST /v1/track/{token}/join': 22,
  'POST /t/{token}': 7,
  'GET /photos/{ticket}': 14,
  'GET /posters/{ticket}': 3,
  'GET /v1/office/messages': 4,
  'POST /v1/office/messages/{id}/send-again': 6,
  'POST /v1/office/faq/{id}/moves': 6,
  'POST /v1/office/webhooks': 3,
  'POST /v1/office/cases': 3,
  'GET /v1/track/{token}': 6,
  'GET /t/{token}': 6,
  'GET /v1/office/cases/{id}': 6,
  'POST /v1/track/{token}/rating': 4,
  'POST /v1/track/{token}/photos': 4,
  'GET /v1/track/{token}/photos/{photo}': 4,
  'GET /v1/office/cases/{id}/photos/{photo}': 4,
  'GET /v1/office/cases': 5,
  'POST /v1/office/cases/{id}/helpers': 8,
  'POST /v1/office/cases/{id}/reveal': 6,
  'GET /v1/office/channels/{name}/test/{test}': 6,
  'POST /v1/office/people/strike': 3,
  'PUT /v1/office/people': 4,
  'PUT /v1/office/people/absences': 3,
  'GET /h/{ticket}/photo': 12,
};
const weightedRoutes = routes.flatMap((route) => Array.from({ length: weights[route.id] ?? 2 }, () => route));

/** Whether the request fits the state, and which flaw it has: at most one, since more would be refused too early. */
interface Plan {
  readonly fits: boolean;
  readonly flaws: ReadonlySet<'path' | 'query' | 'body' | 'text' | 'type' | 'headers' | 'bytes'>;
}

function planned(dice: Dice): Plan {
  const flaw = dice.percent(45)
    ? [dice.oneOf(['path', 'query', 'body', 'body', 'body', 'text', 'type', 'headers', 'bytes'] as const)]
    : [];
  return { fits: dice.percent(88), flaws: new Set(flaw) };
}

const LATEST = 3;

/** A random request that suits the current state of the run. */
export function request(life: Life, dice: Dice): Prepared {
  const route = dice.pick(weightedRoutes) ?? routes[0];
  const operation = operationOf(route);
  const plan = planned(dice);
  // Mostly one of the latest cases; spread over all cases, too few moves would reach any one of them.
  const reportedCase = dice.pick(dice.percent(75) ? life.cases.slice(-LATEST) : life.cases);
  const caller = callerOf(route, dice, reportedCase);
  const planted: Setting['planted'] = new Map();
  const setting = { life, dice, reportedCase, planted };
  const path = pathOf(route, operation, plan, setting);
  const query = queryOf(operation, plan, setting);
  const sent = bodyOf(route, operation, plan, setting);
  const headers = { ...sent.headers, ...headersFor(caller, plan, dice) };
  const event = httpEvent(route.id, { ...sent, headers, ...(path && { path }), ...(query && { query }) });
  const written = [sent.legible, Object.values(path ?? {}), Object.values(query ?? {})].join(' ');
  const aboutIt =
    reportedCase &&
    Object.values(path ?? {}).some((part) => part === reportedCase.token || part === reportedCase.caseId);
  return { route, event, caller, planted, written, ...(aboutIt && { reportedCase }) };
}

function callerOf({ access, roles }: Route, dice: Dice, reportedCase: ReportedCase | undefined): Caller {
  if (access !== 'staff') return 'nobody';
  const own = reportedCase?.station === elsewhere ? 'elsewhere' : dice.pick(roles);
  return own === undefined || dice.percent(25) ? dice.oneOf(callers) : own;
}

function headersFor(caller: Caller, { flaws }: Plan, dice: Dice): Record<string, string> {
  const isOdd = flaws.has('headers');
  return {
    ...(caller === 'stranger' && { authorization: dice.draw(hostile.bearers) }),
    ...(caller !== 'stranger' && caller !== 'nobody' && { authorization: `Bearer ${caller}` }),
    ...(isOdd && {
      'accept-language': dice.draw(hostile.languages),
      'if-none-match': dice.draw(hostile.hostileTexts),
    }),
    ...(!isOdd && dice.percent(40) && { 'accept-language': 'en' }),
    ...(dice.percent(20) && { 'accept-encoding': 'gzip, br' }),
  };
}

/** Every ticket is of one kind, which the path's first part tells. */
function ticketFor({ path }: Route, helper: string | undefined, life: Life): string | undefined {
  if (path.startsWith('/h/')) return helper;
  if (path.startsWith('/stop/')) return life.stops.at(-1);
  return (path.startsWith('/photos/') ? life.returns : life.tickets).at(-1);
}

function pathOf(
  route: Route,
  { parameters = [] }: Operation,
  { fits, flaws }: Plan,
  { dice, reportedCase, life }: Setting,
) {
  const inPath = parameters.filter((one) => one.in === 'path');
  if (inPath.length === 0) return undefined;
  const helper = dice.percent(60) ? life.helpers.at(-1) : dice.pick(life.helpers);
  const fitting: Record<string, string | undefined> = {
    token: reportedCase?.token,
    id: route.path.includes('{task}')
      ? helper?.caseId
      : route.path.startsWith('/v1/office/messages/')
        ? life.stuck.at(-1)
        : route.path.startsWith('/v1/office/faq/')
          ? life.answers.at(-1)
          : reportedCase?.caseId,
    task: helper?.task,
    place: dice.oneOf(places),
    name: route.path.includes('/channels/') ? life.tests.at(-1)?.channel : life.endpoints.at(-1),
    test: life.tests.at(-1)?.test,
    photo: reportedCase && life.photos.get(reportedCase.token),
    file: 'console-AAAAAAA1.js',
    ticket: ticketFor(route, helper?.ticket, life),
    ...reportingAddress,
  };
  const part = ({ name, schema }: { name: string; schema: Schema }): string => {
    const right = fits ? fitting[name] : undefined;
    if (!flaws.has('path')) return right ?? String(dice.draw(allowedBy(schema)));
    const flawed = `${right ?? ''}${dice.draw(hostile.hostileTexts)}`;
    return dice.percent(50) ? flawed : dice.draw(hostile.hostileTexts);
  };
  return Object.fromEntries(inPath.map((one) => [one.name, part(one)]));
}

function queryOf({ parameters = [] }: Operation, { flaws }: Plan, { dice, life }: Setting) {
  const sent = parameters.filter((one) => one.in === 'query' && (one.required === true || dice.percent(30)));
  const right = sent.map(({ name, schema }) => [
    name,
    name === 'cursor' && dice.percent(70)
      ? (life.cursors.at(-1) ?? '')
      : String(dice.draw(allowedBy(schema))),
  ]);
  const choices = dice.percent(10)
    ? [
        ['lang', dice.oneOf(['en', 'zh', 'xx'])],
        ['size', 'l'],
      ]
    : [];
  const extra = flaws.has('query')
    ? [
        [
          dice.pick([...parameters.map(({ name }) => name), 'lang', 'size', '__proto__', 'x']) ?? 'x',
          dice.draw(hostile.hostileTexts),
        ],
      ]
    : [];
  const all = [...right, ...choices, ...extra];
  return all.length === 0 ? undefined : (Object.fromEntries(all) as Record<string, string>);
}

type Body = Pick<Sent, 'body' | 'headers' | 'isBase64Encoded'> & { readonly legible: string };

function bodyOf(route: Route, { requestBody }: Operation, plan: Plan, setting: Setting): Body {
  const { dice } = setting;
  const content = requestBody?.content ?? {};
  const json = content['application/json'];
  const [type, text] = json
    ? (['application/json', jsonOf(route, json.schema, plan, setting)] as const)
    : requestBody
      ? formOf(route, plan, setting)
      : (['text/plain', undefined] as const);
  if (text === undefined) return { legible: '' };
  const flawed = plan.flaws.has('text') ? hostile.brokenText(text, dice) : text;
  const headers = { 'content-type': plan.flaws.has('type') ? dice.draw(hostile.contentTypes) : type };
  if (plan.flaws.has('bytes')) {
    const bytes = Buffer.concat([Buffer.from(flawed), dice.draw(hostile.brokenBytes)]);
    return {
      headers,
      body: bytes.toString('base64'),
      isBase64Encoded: dice.percent(80),
      legible: bytes.toString(),
    };
  }
  const encoded = dice.percent(15);
  const body = encoded ? Buffer.from(flawed).toString('base64') : flawed;
  return { headers, body, isBase64Encoded: encoded, legible: flawed };
}

/** An array is the reports of a provider, whose shape is none of ours. */
const fittedBody = (path: string, drawn: unknown, setting: Setting): unknown =>
  path.endsWith('/reveal')
    ? setting.dice.oneOf([{ what: 'contact' }, { what: 'text', version: 1, index: 0 }])
    : Array.isArray(drawn)
      ? reportsOf(setting)
      : fittedSettings(path, fitted(drawn as Fields, setting), setting);

function jsonOf({ path }: Route, schema: Schema, { fits, flaws }: Plan, setting: Setting): string {
  const { dice } = setting;
  const drawn = dice.draw(allowedBy(fits ? likely(schema, setting) : schema));
  const right = fits && typeof drawn === 'object' ? fittedBody(path, drawn, setting) : drawn;
  return hostile.wireJson(flaws.has('body') ? hostile.withFlaw(right, dice) : right);
}

/** Mostly narrows the schema of all moves to one that the lifecycle allows in the current status of the case. */
function likely(schema: Schema, { life, reportedCase, dice }: Setting): Schema {
  const status = reportedCase && life.caseOf(reportedCase)?.status;
  if (schema.oneOf === undefined || status === undefined || dice.percent(25)) return schema;
  const possible = moves.filter((move) => status in lifecycle[move].leads);
  const branches = schema.oneOf.filter(({ properties }) =>
    possible.some((move) => move === properties?.move?.const),
  );
  return dice.pick(branches) ?? schema;
}

const actionBodies: Readonly<Record<string, string>> = {
  'add-message': '/v1/track/{token}/messages',
  rate: '/v1/track/{token}/rating',
  reopen: '/v1/track/{token}/reopen',
  withdraw: '/v1/track/{token}/withdraw',
  join: '/v1/track/{token}/join',
  'add-photo': '/v1/track/{token}/photos',
};

/** Form fields. The document only describes them as text, so they are drawn from the schema of the same JSON route. */
function formOf({ path }: Route, { fits, flaws }: Plan, setting: Setting): readonly [string, string] {
  const { dice } = setting;
  const fields = fieldsOf(path, setting, fits);
  const sent = flaws.has('body') ? hostile.withFlaw(fields, dice) : fields;
  const pairs = Object.entries(typeof sent === 'object' && sent !== null ? sent : {}).map(
    ([name, value]) =>
      [name, typeof value === 'string' ? value : String(JSON.stringify(value))] as [string, string],
  );
  if (dice.percent(70)) {
    return ['application/x-www-form-urlencoded', new URLSearchParams(pairs).toString()];
  }
  const boundary = `fuzz${dice.below(1e9)}`;
  const parts = pairs.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return [`multipart/form-data; boundary=${boundary}`, `${parts.join('')}--${boundary}--\r\n`];
}

function fieldsOf(path: string, setting: Setting, fits: boolean): Fields {
  if (path.startsWith('/q/')) return reportFields(setting);
  const { dice, life } = setting;
  if (path.startsWith('/a/')) {
    const found = { found: life.answers.at(-1) ?? '', token: life.cases.at(-1)?.token ?? '' };
    return dice.percent(50) ? { q: '居住证' } : found;
  }
  if (!path.startsWith('/h/')) return actionFields(setting, fits);
  return { ...dice.oneOf(helperForms), text: '见过', seen: String(dice.below(2)), commandId: 'tap' };
}

/** What a helper's page sends: an answer, one with a photo to follow, or the wish to add one later. */
const helperForms: readonly [Fields, ...Fields[]] = [
  { answer: 'saw' },
  { answer: 'done' },
  { answer: 'not-me' },
  { answer: 'saw', 'photo-saw': 'yes' },
  { answer: 'done', 'photo-done': 'yes' },
  { action: 'add-photo' },
];

function reportFields(setting: Setting): Fields {
  const { dice } = setting;
  const schema = operationOf({ ...routes[0], path: '/v1/cases', method: 'POST' }).requestBody?.content;
  const drawn = dice.draw(allowedBy(schema?.['application/json']?.schema ?? {})) as Fields;
  const { what, token, contact } = fitted({ contact: {}, ...drawn }, setting);
  const tile = dice.oneOf(tileIds);
  const asks = (tiles[tile].asks ?? []).map(({ question, only }) => {
    const choices = only ?? ['phone', 'child', 'today', 'yes', 'no'];
    return [questionField(tile, question), dice.pick(choices) ?? ''];
  });
  const elsewhere = dice.percent(20) && { elsewhere: dice.oneOf(places) };
  return {
    ...{ tile, what, ...(contact as Fields) },
    ...(typeof token === 'string' && { token }),
    ...(dice.percent(50) && Object.fromEntries(asks)),
    ...elsewhere,
  };
}

function actionFields(setting: Setting, fits: boolean): Fields {
  const { dice } = setting;
  const action = dice.oneOf([
    'add-message',
    'add-message',
    'rate',
    'rate',
    'reopen',
    'withdraw',
    'join',
    'add-photo',
  ]);
  const path = actionBodies[action] ?? '';
  const schema = operationOf({ ...routes[0], path, method: 'POST' }).requestBody?.content;
  const drawn = dice.draw(allowedBy(schema?.['application/json']?.schema ?? {})) as Fields;
  return { action, ...(fits ? fitted(drawn, setting) : drawn) };
}
