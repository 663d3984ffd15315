import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { CaseType } from '../../shared/cases/case-type.ts';
import { writtenHash } from '../../shared/cases/receipts/receipt.ts';
import type { Receipt, ShownPlace } from '../../shared/http/views/shown-types.ts';
import { type CheckingKey, checkProgress, checkReceipt, keysIn } from '../../shared/receipt/verify.ts';
import { Failure } from './failure.ts';
import type { StationClient } from './station-client.ts';

/** The report of a smoke test: what was written, its answer, and the secret link, which is printed nowhere. */
export interface SentReport {
  readonly token: string;
  readonly written: { readonly place: string; readonly type: CaseType; readonly what: string };
  readonly receipt: Receipt;
}

const WHAT =
  '部署后的自动检查，请勿处理，稍后会自动撤回。An automatic check after a deployment; it will be withdrawn by itself.';

/** What is published to check receipts with. */
export async function publishedKeys(client: StationClient): Promise<readonly CheckingKey[]> {
  const keys = keysIn(await client.ask('GET /.well-known/jwks.json')) ?? [];
  if (keys.length > 0) return keys;
  throw new Failure('There is no key to check receipts with: no station is entered yet (npm run register).');
}

/** What a report needs of its place: a proof of work, as a browser computes it while somebody types. */
export async function proofOfWorkFor(client: StationClient, place: string, type: CaseType): Promise<string> {
  const shown = await client.ask<ShownPlace>('GET /v1/places/{place}', { path: { place } });
  if (!shown.types.some((one) => one.type === type)) {
    const offered = shown.types.map((one) => one.type).join(', ');
    throw new Failure(`The station takes no report of the type ${type}: give --type ${offered}.`);
  }
  const challenge = JSON.parse(shown.challenge) as Parameters<typeof solveChallenge>[0]['challenge'];
  const solution = await solveChallenge({ challenge, deriveKey });
  if (solution === null) throw new Failure('The proof of work that the form asks for has no solution.');
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

/** @param report `token` is the secret link that the report gets. */
export async function sendReport(
  client: StationClient,
  { place, type, proofOfWork, token }: { place: string; type: CaseType; proofOfWork: string; token: string },
): Promise<SentReport> {
  const written = { place, type, what: WHAT };
  const body = { ...written, proofOfWork, token, language: 'zh-CN' };
  return { token, written, receipt: await client.ask<Receipt>('POST /v1/cases', { body }) };
}

/** A Failure unless the receipt, and each statement since, is what the station signed of this very report. */
export async function checkDocuments(
  { written, receipt }: SentReport,
  progress: readonly string[],
  keys: readonly CheckingKey[],
): Promise<void> {
  const { claims, fault } = await checkReceipt(receipt.receipt, keys);
  if (fault !== undefined) throw new Failure(`The receipt does not hold: ${fault}.`);
  if (claims.written !== writtenHash({ ...written, details: {} })) {
    throw new Failure('The receipt is not about what was written.');
  }
  const steps = await checkProgress(progress, claims, keys);
  if (steps.fault !== undefined) {
    throw new Failure(`Statement ${steps.at} after the receipt does not hold: ${steps.fault}.`);
  }
}
