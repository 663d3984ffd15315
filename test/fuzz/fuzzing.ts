import { incomingAddress } from '../../shared/adapters/photo-store/object-name.ts';
import type { HttpResult } from '../../shared/http/http-result.ts';
import { lambdaContext } from '../http/event.ts';
import { dice } from './dice.ts';
import { faults, seen } from './judge.ts';
import { type Life, life, type ReportedCase, trackCase, unarmed } from './life.ts';
import { type Prepared, request } from './requests.ts';

/** Processor time that one request may take; catastrophic backtracking in a regular expression takes seconds. */
const CPU_MAX_MS = 250;
/** Enough requests for cases to be answered, rated and reopened; few enough that lists stay short. */
export const REQUESTS_PER_LIFE = 250;
const WAIT_MINUTES_MAX = 3 * 24 * 60;

export interface Finding {
  /** `--seed` with this value and `--requests 250` reproduces the finding. */
  readonly seed: number;
  readonly step: number;
  readonly route: string;
  readonly fault: string;
  readonly event: string;
}

export interface Fuzzed {
  requests: number;
  slowestMs: number;
  readonly statuses: Map<number, number>;
  readonly routes: Map<string, Set<number>>;
  /** How many cases ended in each status. */
  readonly left: Map<string, number>;
  /** The statuses that cases had after a request about them. */
  readonly visited: Set<string>;
  readonly findings: Finding[];
}

/** Sends the given number of requests; every `REQUESTS_PER_LIFE` of them start in a fresh world with the next seed. */
export async function fuzz(requests: number, seed: number, findingsMax = 20): Promise<Fuzzed> {
  const all: Fuzzed = {
    ...{
      requests: 0,
      slowestMs: 0,
      statuses: new Map(),
      routes: new Map(),
      left: new Map(),
      visited: new Set(),
      findings: [],
    },
  };
  for (let own = seed; all.requests < requests && all.findings.length < findingsMax; own += 1) {
    await oneLife(all, own, Math.min(REQUESTS_PER_LIFE, requests - all.requests));
  }
  return all;
}

async function oneLife(all: Fuzzed, seed: number, steps: number): Promise<void> {
  const chance = dice(seed);
  const lived = await life(seed);
  const sentBefore: Prepared[] = [];
  for (let step = 0; step < steps; step += 1) {
    if (chance.percent(6)) await lived.pass(chance.below(WAIT_MINUTES_MAX));
    const again = chance.percent(4) ? chance.pick(sentBefore) : undefined;
    const sent = again ?? request(lived, chance);
    sentBefore.push(sent);
    const { result, cpuMs } = await timed(lived, sent);
    const wrong = [
      ...(cpuMs > CPU_MAX_MS ? [`took ${Math.round(cpuMs)} ms of processor time`] : []),
      ...(await recordSuccess(lived, sent, result)),
      ...faults(lived, sent, result),
    ];
    const status = sent.reportedCase && lived.caseOf(sent.reportedCase)?.status;
    if (status !== undefined) all.visited.add(status);
    count(all, sent, result.statusCode ?? 0, cpuMs);
    const event = JSON.stringify(sent.event).slice(0, 3000);
    for (const fault of wrong) all.findings.push({ seed, step, route: sent.route.id, fault, event });
  }
  for (const fault of unarmed(lived)) all.findings.push({ seed, step: steps, route: '', fault, event: '' });
  for (const { state } of lived.tables.states.values()) {
    if (state !== 'unreadable') all.left.set(state.status, (all.left.get(state.status) ?? 0) + 1);
  }
}

const handled = ({ rig }: Life, { route, event }: Prepared): Promise<HttpResult> =>
  ({ public: rig.residents, staff: rig.staff, provider: rig.providers })[route.access](event, lambdaContext);

/**
 * Measures processor time, since other processes make wall time useless. A slow request is sent a second time and the
 * lower value counts, because one slow run may be due to garbage collection.
 */
async function timed(lived: Life, sent: Prepared): Promise<{ result: HttpResult; cpuMs: number }> {
  const first = await measured(lived, sent);
  if (first.cpuMs <= CPU_MAX_MS) return first;
  const second = await measured(lived, sent);
  return { result: first.result, cpuMs: Math.min(first.cpuMs, second.cpuMs) };
}

async function measured(lived: Life, sent: Prepared): Promise<{ result: HttpResult; cpuMs: number }> {
  const before = process.cpuUsage();
  const result = await handled(lived, sent);
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1000 };
}

/** Records what a successful request created: a case, stored texts, a link, a photo, a cursor. */
async function recordSuccess(lived: Life, sent: Prepared, result: HttpResult): Promise<readonly string[]> {
  const { body = {}, status, text } = seen(result);
  // Whatever a program sends to stop messages, nothing of it is read; and what is searched for is kept nowhere.
  if (status >= 400 || /^\/(stop|a)\//.test(sent.route.path)) return [];
  const { trackUrl = result.headers?.location, url, next } = body;
  const token = /\/t\/([\w-]{32})/.exec(String(trackUrl))?.[1];
  const reportedCase = token === undefined ? sent.reportedCase : await trackCase(lived, token);
  const ticket = /\/posters\/(.+)$/.exec(String(url))?.[1];
  if (ticket !== undefined) lived.tickets.push(ticket);
  if (typeof next === 'string') lived.cursors.push(next);
  const stuck = Array.isArray(body.messages) ? body.messages[0]?.id : undefined;
  if (typeof stuck === 'string') lived.stuck.push(stuck);
  if (typeof body.name === 'string' && 'secret' in body) lived.endpoints.push(body.name);
  const helper = /\/h\/([\w-]{43})$/.exec(String(url))?.[1];
  if (status === 201 && sent.route.id === 'POST /v1/office/faq') lived.answers.push(String(body.id));
  if (status === 202 && typeof body.channel === 'string')
    lived.tests.push({ channel: body.channel, test: String(body.id) });
  const caseId = sent.event.pathParameters?.id;
  if (helper !== undefined && caseId !== undefined)
    lived.helpers.push({ ticket: helper, task: String(body.id), caseId });
  await uploadIfGranted(lived, reportedCase, text);
  if (sent.planted.size > 0 && reportedCase === undefined) return ['it succeeded and created no case'];
  if (reportedCase === undefined) return [];
  for (const [word, kind] of sent.planted) {
    const before = lived.marks.get(word);
    // A rejection that a second person has confirmed is an answer that the resident may read.
    const isAnswer = kind === 'proposal' && body.status === 'rejected';
    const tokens = new Set([...(before?.tokens ?? []), reportedCase.token]);
    lived.marks.set(word, { kind: isAnswer ? 'answer' : kind, station: reportedCase.station, tokens });
  }
  return [];
}

/** Sends a photo if the response contains a grant for one: of a resident, or of a helper. */
async function uploadIfGranted(
  lived: Life,
  reportedCase: ReportedCase | undefined,
  text: string,
): Promise<void> {
  const at = incomingAddress(/incoming\/[\w/-]+/.exec(text)?.[0] ?? '');
  if (at === undefined) return;
  await lived.photograph(at);
  if (reportedCase !== undefined && at.key.kind === 'case') lived.photos.set(reportedCase.token, at.photo);
  const back = /\/photos\/([\w.-]+)"/.exec(text)?.[1];
  if (back !== undefined) lived.returns.push(back);
}

function count(all: Fuzzed, { route }: Prepared, status: number, cpuMs: number): void {
  all.requests += 1;
  all.slowestMs = Math.max(all.slowestMs, cpuMs);
  all.statuses.set(status, (all.statuses.get(status) ?? 0) + 1);
  all.routes.set(route.id, (all.routes.get(route.id) ?? new Set()).add(status));
}
