import { randomBytes } from 'node:crypto';
import type { CaseType } from '../../shared/cases/case-type.ts';
import type { Board, Me, OfficeCase } from '../../shared/http/views/shown-types.ts';
import type { CheckingKey } from '../../shared/receipt/verify.ts';
import { Failure } from './failure.ts';
import { sendPhoto } from './photo.ts';
import { askForProof, checkProof } from './proof.ts';
import { type ReminderPauses, remindOnce } from './reminder.ts';
import { checkDocuments, proofOfWorkFor, publishedKeys, type SentReport, sendReport } from './resident.ts';
import { type StationClient, stationClient } from './station-client.ts';

export interface SmokeSettings {
  /** Of the stage, without a trailing slash. */
  readonly origin: string;
  /** Of an officer or a chief; without it the staff's half is left out. */
  readonly token: string | undefined;
  readonly place: string;
  readonly type: CaseType;
  readonly pauses: ReminderPauses;
  /** Ends the test early; what was reported is withdrawn all the same. */
  readonly interrupted: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Does once, over the public API, what the stage is there for, and takes its report back at the end, also of a test that
 * fails or is interrupted. Throws a Failure at the first thing that does not work.
 */
export async function runSmoke(settings: SmokeSettings): Promise<void> {
  const { origin, token, place, type, pauses, interrupted, say } = settings;
  const ok = (line: string) => say(`ok    ${line}`);
  const client = stationClient(origin, interrupted);
  const staff = token === undefined ? undefined : stationClient(origin, interrupted, token);

  await client.ask('GET /health');
  ok('the API answers');
  const keys = await publishedKeys(client);
  ok('the keys for receipts are published');
  const role = staff && (await roleOf(staff));
  if (role !== undefined) ok(`the token is believed: ${role}`);
  const proofOfWork = await proofOfWorkFor(client, place, type);
  ok('the place has a form, and its proof of work is solved');

  // The secret link of the report. It is printed nowhere.
  const link = randomBytes(24).toString('base64url');
  let sent: SentReport | undefined;
  let whyNotWithdrawn: string | undefined;
  try {
    sent = await sendReport(client, { place, type, proofOfWork, token: link });
    ok(`a report is received: ${sent.receipt.reference}`);
    await checkDocuments(sent, [], keys);
    ok('its receipt holds');
    await sendPhoto(client, link, pauses.untilDone);
    ok('a photo is sent, made anew and shown');
    if (staff === undefined) say('left  out without a token: staff, the reminder, the proof');
    else await asStaff({ client, staff, isChief: role === 'chief', sent, keys, pauses, say });
  } finally {
    // Not with the signal, which is raised when somebody ends the test.
    const takingBack = stationClient(origin, new AbortController().signal);
    whyNotWithdrawn = await takeBack(takingBack, link, sent?.receipt.reference);
    say(whyNotWithdrawn === undefined ? 'ok    the report is withdrawn' : `left  ${whyNotWithdrawn}`);
  }
  if (whyNotWithdrawn !== undefined) throw new Failure('The report of this test is left in the station.');
}

async function roleOf(staff: StationClient): Promise<string> {
  const { role } = await staff.ask<Me>('GET /v1/me');
  if (role === 'officer' || role === 'chief') return role;
  throw new Failure(`The token is of the role ${role}; the test does what only an officer or a chief may.`);
}

interface StaffHalf extends Pick<SmokeSettings, 'pauses' | 'say'> {
  readonly client: StationClient;
  readonly staff: StationClient;
  /** A chief may ask for a proof; for an officer the last one is looked at. */
  readonly isChief: boolean;
  readonly sent: SentReport;
  readonly keys: readonly CheckingKey[];
}

async function asStaff({ client, staff, isChief, sent, keys, pauses, say }: StaffHalf): Promise<void> {
  const ok = (line: string) => say(`ok    ${line}`);
  const { token } = sent;
  const { reference, receivedAt } = sent.receipt;
  const { rows } = await staff.ask<Board>('GET /v1/office/cases', { query: { reference } });
  const [row] = rows;
  if (row === undefined)
    throw new Failure('The list of staff does not show it. Is the token of its station?');
  const path = { id: row.caseId };
  const { photos } = await staff.ask<OfficeCase>('GET /v1/office/cases/{id}', { path });
  if (photos.length === 0) throw new Failure('Staff do not see the photo.');
  ok(`staff see it and its photo${row.trust === 'low' ? `; it has low trust: ${row.trustReason}` : ''}`);
  say('      waiting for a reminder, which takes up to three minutes');
  ok(`the clock reminds: ${await remindOnce(staff, row.caseId, pauses)}`);
  const track = { path: { token } };
  const { progress } = await client.ask<{ progress: readonly string[] }>('GET /v1/track/{token}', track);
  if (progress.length === 0) throw new Failure('The station signed no statement of what staff did.');
  await checkDocuments(sent, progress, keys);
  ok(`the signed statements since its receipt hold: ${progress.length}`);
  if (isChief) await askForProof(staff, pauses.untilDone);
  ok(`the proof: ${await checkProof(staff, receivedAt)}`);
}

/** Withdraws the report, which may have been received even if its answer was lost. Returns why it could not. */
async function takeBack(
  client: StationClient,
  token: string,
  reference = 'the report',
): Promise<string | undefined> {
  try {
    await client.ask('POST /v1/track/{token}/withdraw', { path: { token }, body: {} });
    return undefined;
  } catch (error) {
    return `${reference} is not withdrawn; if staff see it, they may close it. ${(error as Error).message}`;
  }
}
