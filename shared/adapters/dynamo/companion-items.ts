import * as z from 'zod/mini';
import { languages } from '../../cases/case.ts';
import { type CaseKey, keyOf } from '../../cases/case-key.ts';
import type { RecentReport } from '../../cases/intake/recent-report.ts';
import type { Submission } from '../../cases/intake/submission.ts';
import type { Reference } from '../../cases/reference.ts';
import type { CommandRecord } from '../../engine/command-record.ts';
import type { OneTimeUse } from '../../engine/one-time-use.ts';
import { roles, type StationId } from '../../engine/scope.ts';
import type { Person } from '../../stations/person.ts';
import type { Place } from '../../stations/place.ts';
import type { Station } from '../../stations/station.ts';
import {
  commandRow,
  linkRow,
  peoplePk,
  placeRow,
  placesPk,
  type Row,
  recentReportSk,
  referenceRow,
  spotPk,
  stationRow,
  trackingRow,
  usedOnceRow,
} from './keys.ts';
import * as parts from './parse.ts';
import { forgottenAfter } from './table.ts';

// Small rows that lead to a case, and the station's own registers.

const toCase = { station: parts.stationId, caseId: parts.caseId };

export const submissionItem = ({ tokenHash, key, contentHash }: Submission): Row => ({
  ...trackingRow(tokenHash),
  station: key.station,
  caseId: key.caseId,
  contentHash,
});

export const linkItem = (primary: CaseKey, linked: CaseKey): Row => ({
  ...linkRow(primary, linked),
  station: linked.station,
  caseId: linked.caseId,
});

export const recentReportItem = ({ spot, key, at, expiresAt }: RecentReport): Row => ({
  pk: spotPk(spot),
  sk: recentReportSk(at, key.caseId),
  station: key.station,
  caseId: key.caseId,
  ...forgottenAfter(expiresAt),
});

const submissionShape = z.object({ ...toCase, contentHash: z.string() });

export function submissionIn(tokenHash: string, row: Row): Submission {
  const { contentHash, ...found } = parts.readRow(submissionShape, row);
  return { tokenHash, key: keyOf(found), contentHash };
}

export const referenceItem = (key: CaseKey, reference: Reference): Row => ({
  ...referenceRow(key.station, reference),
  station: key.station,
  caseId: key.caseId,
});

const leadingShape = z.object(toCase);
/** The case that a row leads to. */
export const caseKeyOf = (row: Row): CaseKey => keyOf(parts.readRow(leadingShape, row));

export const commandItem = (key: CaseKey, command: CommandRecord): Row => ({
  ...commandRow(key, command.commandId),
  contentHash: command.contentHash,
  answer: command.answer,
  expiresAt: command.expiresAt,
  ...forgottenAfter(command.expiresAt),
});

export const usedOnceItem = ({ nonce, expiresAt }: OneTimeUse): Row => ({
  ...usedOnceRow(nonce),
  ...forgottenAfter(expiresAt),
});

const commandShape = z.object({
  contentHash: z.string(),
  answer: z.object({
    version: parts.count,
    status: parts.status,
    dueAt: z.exactOptional(parts.instant),
    dueKind: z.exactOptional(parts.dueKind),
    responsible: z.exactOptional(parts.responsible),
  }),
  expiresAt: parts.instant,
});

export const commandIn = (commandId: string, row: Row): CommandRecord => ({
  commandId,
  ...parts.readRow(commandShape, row),
});

/** Found by its code alone, by whoever stands before it. */
export const placeItem = (place: Place): Row => ({ ...placeRow(place.code), ...place });
/** The same among all places of its station. */
export const listedPlaceItem = (place: Place): Row => ({
  pk: placesPk(place.station),
  sk: place.code,
  ...place,
});

const inEachLanguage = () => z.record(z.enum(languages), z.string());

const placeShape = z.object({
  code: z.string(),
  station: parts.stationId,
  building: z.string(),
  entrance: z.string(),
  words: inEachLanguage(),
  replaced: z.exactOptional(
    z.object({ code: z.string(), at: parts.instant, by: z.exactOptional(parts.personId) }),
  ),
});
export const placeIn = (row: Row): Place => parts.readRow(placeShape, row);

export const stationItem = (station: Station): Row => ({ ...stationRow(station.station), ...station });

const stationShape = z.object({
  station: parts.stationId,
  words: inEachLanguage(),
  compound: inEachLanguage(),
  phone: z.string(),
});
export const stationIn = (row: Row): Station => parts.readRow(stationShape, row);

export const personItem = (person: Person): Row => ({
  pk: peoplePk(person.station),
  sk: person.person,
  ...person,
});

export const stationListedIn = (row: Row): StationId =>
  parts.readRow(z.object({ sk: parts.stationId }), row).sk;

const personShape = z.object({
  person: parts.personId,
  station: parts.stationId,
  role: z.enum([...roles, 'district']),
  displayName: z.string(),
  onLeave: z.boolean(),
  deputy: z.exactOptional(parts.personId),
});
/** `undefined` for an entry that does not read, so that it can be counted and left out. */
export const personIn = (row: Row): Person | undefined => personShape.safeParse(row).data;
