import * as z from 'zod/mini';
import '../register/english-faults.ts';
import type { CaseId } from '../cases/case.ts';
import { keyOf } from '../cases/case-key.ts';
import { type RepairWorld, repairCase } from '../cases/moves/repair-case.ts';
import type { World } from '../cases/world.ts';
import { type Instant, toIso } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import { errorName } from '../engine/error-name.ts';
import { OperatorFault } from '../engine/operator-fault.ts';
import type { Delivery } from '../engine/outbox/delivery.ts';
import { deliveryId } from '../engine/outbox/delivery-id.ts';
import { sendAllAgain, sendOneAgain, stuckMessages } from '../engine/outbox/stuck.ts';
import { askTest, outcomeOfTest } from '../engine/outbox/test-channel.ts';
import type { StationId } from '../engine/scope.ts';
import type { Row } from '../engine/storage/row.ts';
import { type EnterStationWorld, enterStation } from '../register/enter-station.ts';
import { contentInUse, type PublishWorld, publishFiles } from '../register/publish-files.ts';
import { operator } from '../register/record.ts';
import { replaceCode } from '../register/replace-code.ts';
import { readStationFile } from '../register/station-file.ts';
import { findPlace } from '../stations/find-place.ts';
import type { ClockLogger } from './clock-logger.ts';
import { type OperateAnswer, type OperateRequest, operateRequest } from './operate-request.ts';

export interface OperateWorld extends RepairWorld, EnterStationWorld, PublishWorld {
  readonly store: World['store'];
  readonly system: World['system'];
  /** Where residents' pages are; the address in a place's code begins with it. */
  readonly origin: string;
}

/**
 * Handler of the function `operate`, by which operators change what a station is, and repair a row. A refusal or a fault
 * of the request is an answer; the function fails only when the store does, or for a defect.
 */
export const operateHandler =
  (world: OperateWorld, logger: ClockLogger) =>
  async (event: unknown): Promise<OperateAnswer> => {
    const request = operateRequest.safeParse(event);
    if (!request.success) return { fault: faultOf(request.error) };
    const { action } = request.data;
    const ids = 'station' in request.data ? { action, station: request.data.station } : { action };
    try {
      const answer = await answerTo(world, request.data);
      logger.record('operated', { ...ids, outcome: 'refusal' in answer ? answer.refusal.code : 'done' });
      return answer;
    } catch (error) {
      logger.record('operated', { ...ids, outcome: errorName(error) });
      if (error instanceof OperatorFault) return { fault: error.message };
      // Lambda copies the error that is thrown into the log, and its message may quote what was sent.
      throw new Error(`${action} failed: ${errorName(error)}`);
    }
  };

async function answerTo(world: OperateWorld, request: OperateRequest): Promise<OperateAnswer> {
  const now = world.system.now();
  switch (request.action) {
    case 'enter-station':
      return entered(world, request.file);
    case 'replace-code':
      return replaced(world, request.code, now);
    case 'publish':
      return publishFiles(world, request.station, request, operator(now));
    case 'print':
      return { lines: [await contentInUse(world.store, request.station, request.what)] };
    case 'row':
      return printed([await rowOf(world, request)]);
    case 'facts':
      return printed(await factsOf(world, request));
    case 'roster':
      return printed((await peopleOf(world, request.station)).map(entryOf));
    case 'messages': {
      const { messages, more } = await stuckMessages(world, request.station, now);
      return printed([...messages.map(stuckEntry), ...(more ? [{ more }] : [])]);
    }
    case 'send-again':
      return printed([await sentAgain(world, request, now)]);
    case 'test-channel':
      return printed([{ at: (await askTest(world, request, now)).at }]);
    case 'test-outcome': {
      const { station, channel, at } = request;
      const tested = await outcomeOfTest(world, { about: 'test', station, channel, at });
      return printed(tested === undefined ? [] : [{ channel, ...tested }]);
    }
    case 'set': {
      const { seen: versionSeen, attribute, value } = request;
      const repair = { versionSeen, attribute, value };
      const { version } = await repairCase(world, caseKey(request), repair, now);
      return printed([{ set: attribute, version }]);
    }
  }
}

/** What is wrong with a request. A request that is none of these was sent to this function by mistake. */
function faultOf(error: z.core.$ZodError): string {
  const isOther = error.issues.some(
    ({ path, code }) => path[0] === 'action' || (path.length === 0 && code !== 'unrecognized_keys'),
  );
  return !isOther
    ? `The request is refused:\n${z.prettifyError(error)}`
    : 'This is the function of operators (the output OperateFunctionName), and it takes no such action.';
}

async function replaced(world: OperateWorld, code: string, now: Instant): Promise<OperateAnswer> {
  const outcome = await replaceCode(world, code, undefined, now);
  if (outcome.refusal === undefined) return { lines: [addressOf(world, outcome.place.code)] };
  const { refusal } = outcome;
  if (refusal.code !== 'code-replaced') return { refusal };
  return { refusal, ...defined({ now: (await findPlace(world, code))?.code }) };
}

async function entered(world: OperateWorld, file: string): Promise<OperateAnswer> {
  const { station, places, people } = readStationFile(file);
  const outcome = await enterStation(world, { station, places, people }, operator(world.system.now()));
  if (outcome.refusal) return outcome;
  const first = `${station.station}: ${places.length} places, ${people.length} people.`;
  return { lines: [first, ...places.map(({ code }) => addressOf(world, code))] };
}

const addressOf = ({ origin }: OperateWorld, code: string): string => `${origin}/q/${code}`;

/** One line of JSON for each row. */
const printed = (rows: readonly object[]) => ({ lines: rows.map((row) => JSON.stringify(row)) });

interface CaseNamed {
  readonly station: StationId;
  readonly case: CaseId;
}

const caseKey = ({ station, case: caseId }: CaseNamed) => keyOf({ station, caseId });

async function rowOf({ rows }: OperateWorld, named: CaseNamed): Promise<Row> {
  const row = await rows.row(caseKey(named));
  if (row !== undefined) return row;
  // A row that was removed past the case leaves its facts behind, and nobody must take that for a mistyped id.
  const isGone = (await rows.facts(caseKey(named))).length > 0;
  throw isGone
    ? new OperatorFault(`The row of the case ${named.case} is gone, and its facts are there.`)
    : noSuchCase(named);
}

async function factsOf({ rows }: OperateWorld, named: CaseNamed): Promise<readonly Row[]> {
  const facts = await rows.facts(caseKey(named));
  if (facts.length === 0) throw noSuchCase(named);
  return facts;
}

const noSuchCase = ({ station, case: caseId }: CaseNamed): OperatorFault =>
  new OperatorFault(`There is no case ${caseId} in the station ${station}.`);

async function peopleOf({ rows, store }: OperateWorld, station: StationId): Promise<readonly Row[]> {
  const people = await rows.people(station);
  if (people.length === 0 && (await store.findStation(station)) === undefined) {
    throw new OperatorFault(`There is no station ${station}.`);
  }
  return people;
}

async function sentAgain(
  { store }: OperateWorld,
  { station, id, kind }: Extract<OperateRequest, { action: 'send-again' }>,
  now: Instant,
): Promise<object> {
  if (id === undefined) return sendAllAgain({ store }, station, kind, now);
  const sent = await sendOneAgain({ store }, station, id, now);
  if ('refusal' in sent)
    throw new OperatorFault(`There is no stuck message ${id} in the station ${station}.`);
  return sent;
}

/** A stuck message by ids and codes, as staff see it. */
const stuckEntry = ({ subject, message, channel, state, attempts, createdAt, reason }: Delivery) => ({
  id: deliveryId(subject),
  kind: message.kind,
  to: message.to,
  ...{ state, attempts, since: toIso(createdAt) },
  ...defined({ channel, reason }),
});

/** An entry of the roster without its key and its salt, which tell an operator nothing; the key ends with the person. */
const entryOf = ({ pk: _pk, sk, salt: _salt, ...entry }: Row): Row => ({
  ...entry,
  person: entry.person ?? sk,
});
