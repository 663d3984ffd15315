import type { Dice } from '../sim/world/dice.ts';
import type { ApiClient, ApiResponse } from './api-client.ts';
import type { ReportedCase } from './reported-case.ts';

/** An HTTP client with the token of a member of staff. */
export interface StaffSession {
  readonly apiClient: ApiClient;
  readonly bearer: () => string;
}

/** Finds the case id by its reference in the staff list of its building and type. */
export async function findAtDesk(
  reportedCase: ReportedCase,
  { apiClient, bearer }: StaffSession,
): Promise<void> {
  const { place, type, reference } = reportedCase;
  const query = new URLSearchParams({ view: 'open', limit: '100', type, building: place.slice(0, 3) });
  for (let page: string | undefined = ''; page !== undefined && reportedCase.caseId === undefined; ) {
    const path = `/v1/office/cases?${query}${page && `&cursor=${page}`}`;
    const { body } = await apiClient.send({ path, bearer: bearer() });
    const row = body.rows?.find((one: { reference: string }) => one.reference === reference);
    reportedCase.caseId = row?.caseId;
    page = body.next;
  }
  if (reportedCase.caseId === undefined) throw new Error(`the list does not contain ${reference}`);
}

const TRIES_MAX = 20;

/** Makes a move, and reads the case again after a version conflict. True when the move was accepted. */
export async function move(
  reportedCase: ReportedCase,
  { apiClient, bearer }: StaffSession,
  dice: Dice,
  what: object,
): Promise<boolean> {
  const path = `/v1/office/cases/${reportedCase.caseId}`;
  const commandId = `move-${dice.below(2 ** 31)}`;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { body: seen } = await apiClient.send({ path, bearer: bearer() });
    const body = { ...what, expectedVersion: seen.version, commandId };
    const response = await apiClient.send({ method: 'POST', path: `${path}/moves`, body, bearer: bearer() });
    if (response.status === 200) return true;
    // The lifecycle does not allow the move now.
    if (response.status === 409) return false;
    if (response.status !== 412) throw unexpected('a move', response);
  }
  throw new Error('the case changed before every try of the move');
}

/** An answer that the API’s description does not allow here. */
export const unexpected = (what: string, { status, body }: ApiResponse): Error =>
  new Error(`${what} was answered with ${status}: ${JSON.stringify(body)}`);
