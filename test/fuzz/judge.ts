import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { isSecret } from '../../shared/cases/secrecy.ts';
import { revealsReporter, type TextKind } from '../../shared/cases/text-kinds.ts';
import type { HttpResult } from '../../shared/http/http-result.ts';
import { problemCodes } from '../../shared/http/problem.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { answersOf } from '../../web/docs/contract.ts';
import { expectDocumented } from '../http/answers.ts';
import { legible } from '../receipt/decoded.ts';
import { liveMarkup } from './hostile.ts';
import { type Life, type Mark, PERSON_MARK, type ReportedCase, stationOf } from './life.ts';
import type { Prepared } from './requests.ts';

export interface Seen {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** The parsed body if it is a JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

const decoded = (bytes: Buffer, encoding: unknown): Buffer => {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes;
};

export function seen({ statusCode = 0, headers = {}, body = '', isBase64Encoded }: HttpResult): Seen {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const text = decoded(bytes, headers['content-encoding']).toString();
  const type = String(headers['content-type'] ?? '');
  const isJson = type.includes('json') && text.startsWith('{');
  return { status: statusCode, type, text, body: isJson ? JSON.parse(text) : undefined };
}

/** What is wrong with a response; empty if nothing is. */
export function faults(life: Life, sent: Prepared, result: HttpResult): readonly string[] {
  const answer = seen(result);
  return [
    ...(answer.status >= 500 ? [`answered ${answer.status}: ${JSON.stringify(life.rig.lines.at(-1))}`] : []),
    ...undocumented(sent, answer),
    ...wordless(sent, answer),
    ...splitHeaders(result),
    ...(answer.text.includes(liveMarkup) && answer.type.includes('html') ? ['markup was not escaped'] : []),
    ...(/\[native code\]/.test(answer.text) ? ['a property of a prototype was used as a text'] : []),
    ...leaks(life, sent, answer),
  ];
}

function undocumented({ route }: Prepared, { status, body }: Seen): readonly string[] {
  try {
    expectDocumented(route.id, status, body);
    return [];
  } catch (error) {
    return [`undocumented: ${String(error).slice(0, 500)}`];
  }
}

/** A refusal must have a known code and texts; to a browser it must be a page with a heading. */
function wordless({ route }: Prepared, { status, type, text, body }: Seen): readonly string[] {
  if (status < 400) return [];
  if (answersOf(route.id)[status]?.type === 'text/html') {
    return type.startsWith('text/html') && /<h1[^>]*>[^<]/.test(text) ? [] : ['a refusal without a page'];
  }
  const { code, title, detail, status: said } = body ?? {};
  const isWhole =
    type.startsWith('application/problem+json') &&
    problemCodes.some((known) => known === code) &&
    said === status &&
    [title, detail].every((words) => typeof words === 'string' && words.trim() !== '');
  return isWhole ? [] : [`incomplete problem: ${text.slice(0, 300)}`];
}

const splitHeaders = ({ headers = {} }: HttpResult): readonly string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    /[\r\n]/.test(String(value)) ? [`the header ${name} has a line break`] : [],
  );

/** Kinds of text that a resident must never read, not even of their own case. */
const internalKinds: ReadonlySet<Mark['kind']> = new Set<Mark['kind']>([
  'note',
  'contact',
  'name',
  'proposal',
]);

const planted = /Zq\d+qZ|139\d{8}/g;
const caseIds = /\bc[a-z2-7]{25}\b/g;

function leaks(life: Life, sent: Prepared, { text, body }: Seen): readonly string[] {
  const isResidents = sent.route.access !== 'staff';
  // Anyone can decode the signed documents, so what they contain counts as shown; only JSON responses have them.
  const shown = isResidents && body !== undefined && 'receipt' in body ? legible(text) : text;
  const found = (pattern: RegExp) =>
    [...new Set(shown.match(pattern) ?? [])].filter((word) => !sent.written.includes(word));
  const leakedTexts = found(planted).filter((word) => {
    const mark = life.marks.get(word);
    if (mark === undefined) return false;
    return isResidents ? !mayResidentRead(life, sent, mark) : !mayStaffRead(life, sent, mark);
  });
  const sentTo = isResidents ? placesOfPhotos(sent, shown) : [];
  const ids = found(caseIds).filter((id) =>
    isResidents
      ? !sentTo.includes(id) && life.cases.some(({ caseId }) => caseId === id)
      : life.cases.some(({ caseId, station }) => caseId === id && station !== stationOf(sent.caller)),
  );
  const people = isResidents && /\bp-(?:auditor|guard|officer|chief|elsewhere)\b/.test(shown);
  return [
    ...leakedTexts.map((word) => `leaked ${word}: ${life.marks.get(word)?.kind} of another case or reader`),
    ...ids.map((id) => `leaked the case ${id}`),
    ...(isResidents && (people || shown.includes(PERSON_MARK)) ? ['leaked a member of staff'] : []),
  ];
}

/** A grant for a photo names the case id in the upload address, so the sender's own case id may appear there. */
const placesOfPhotos = ({ reportedCase }: Prepared, shown: string): readonly string[] =>
  reportedCase !== undefined && shown.includes(`incoming/${reportedCase.station}/${reportedCase.caseId}/`)
    ? [reportedCase.caseId]
    : [];

function mayResidentRead(life: Life, { reportedCase }: Prepared, { kind, tokens }: Mark): boolean {
  if (internalKinds.has(kind) || reportedCase === undefined) return false;
  const theirs = tokens.has(reportedCase.token) ? [reportedCase.token] : [];
  const meantForAll = kind === 'answer' || kind === 'announcement';
  const linked = meantForAll ? linkedTokens(life, reportedCase).filter((token) => tokens.has(token)) : [];
  const read = [...theirs, ...linked];
  return read.length > 0 && (kind !== 'answer' || read.some((token) => !isSecretCase(life, token)));
}

/** The tokens of the primary cases that this case is linked to, directly or through others. */
function linkedTokens(life: Life, reportedCase: ReportedCase): readonly string[] {
  const of = life.caseOf(reportedCase)?.duplicateOf;
  const primary = of && life.cases.find(({ caseId }) => caseId === of);
  return primary ? [primary.token, ...linkedTokens(life, primary)] : [];
}

function mayStaffRead(life: Life, { caller }: Prepared, { kind, station, tokens }: Mark): boolean {
  if (station !== stationOf(caller)) return false;
  // Co-reporters may read an answer, and then other staff may as well.
  const reveals = kind in revealsReporter ? revealsReporter[kind as TextKind] : kind !== 'answer';
  return (
    !reveals ||
    [...tokens].some((token) => !isSecretCase(life, token)) ||
    (caller !== 'guard' && caller !== 'auditor')
  );
}

function isSecretCase(life: Life, token: string): boolean {
  const reportedCase = life.cases.find((one) => one.token === token);
  const found = reportedCase && life.caseOf(reportedCase);
  return found !== undefined && isSecret(found, standardPolicy);
}
