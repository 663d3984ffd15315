import { type CaseKey, isCaseId, keyOf } from '../../cases/case-key.ts';
import type { Spot } from '../../cases/intake/recent-report.ts';
import type { PhotoSlot } from '../../cases/photos/photo.ts';
import { isReference, type Reference } from '../../cases/reference.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import type { LocalDay } from '../../engine/calendar/local-day.ts';
import type { BatchWindow } from '../../engine/outbox/batch-window.ts';
import type { DeliverySubject } from '../../engine/outbox/delivery.ts';
import { type Responsible, responsibles } from '../../engine/responsible.ts';
import { isStationId, type StationId } from '../../engine/scope.ts';

export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

/** A row as it comes and goes, attribute by attribute; what is read is parsed before it is believed. */
export type Row = Readonly<Record<string, unknown>>;

/** Ten digits hold more versions than a case could see in a thousand years, and keep text order number order. */
const versioned = (prefix: 'F' | 'P' | 'D', version: number, index: number): string =>
  `${prefix}#${String(version).padStart(10, '0')}#${index}`;

export const casePk = ({ station, caseId }: CaseKey): string => `S#${station}#C#${caseId}`;

export const caseRow = (key: CaseKey): RowKey => ({ pk: casePk(key), sk: 'CASE' });
export const factRow = (key: CaseKey, version: number, index: number): RowKey => ({
  pk: casePk(key),
  sk: versioned('F', version, index),
});
export const textRow = (key: CaseKey, version: number, index: number): RowKey => ({
  pk: casePk(key),
  sk: versioned('P', version, index),
});
export const commandRow = (key: CaseKey, commandId: string): RowKey => ({
  pk: casePk(key),
  sk: `C#${commandId}`,
});
export const photoRow = (key: CaseKey, slot: PhotoSlot): RowKey => ({
  pk: casePk(key),
  sk: `${photoSk}${slot}`,
});
export function deliveryRow(subject: DeliverySubject): RowKey {
  switch (subject.about) {
    case 'case':
      return { pk: casePk(subject.key), sk: versioned('D', subject.version, subject.index) };
    case 'brief':
      return { pk: `S#${subject.station}#B#${subject.day}`, sk: `D#${subject.responsible}` };
    case 'batch':
      return { pk: batchPk(subject), sk: `D#${subject.since}` };
  }
}
const batchPk = ({ station, batch }: Pick<BatchWindow, 'station' | 'batch'>): string =>
  `S#${station}#G#${batch}`;
export const batchWindowRow = (batchWindow: Pick<BatchWindow, 'station' | 'batch'>): RowKey => ({
  pk: batchPk(batchWindow),
  sk: 'OPEN',
});
export const referenceRow = (station: StationId, reference: Reference): RowKey => ({
  pk: `S#${station}#R#${reference}`,
  sk: 'REF',
});
/** Which cases joined one: beside the case, since the sender may read these and no text. */
export const linksPk = ({ station, caseId }: CaseKey): string => `S#${station}#J#${caseId}`;
export const linkRow = (primary: CaseKey, linked: CaseKey): RowKey => ({
  pk: linksPk(primary),
  sk: linked.caseId,
});
/** Codes only, none of which may hold the separator. */
export const spotPk = ({ station, place, type, answers }: Spot): string =>
  ['S', station, 'N', place, type, ...answers].join('#');
export const recentReportSk = (at: Instant, caseId: string): string => `${toIso(at)}#${caseId}`;
export const trackingRow = (tokenHash: string): RowKey => ({ pk: `T#${tokenHash}`, sk: 'T' });
/** A proof that was used up. */
export const usedOnceRow = (nonce: string): RowKey => ({ pk: `N#${nonce}`, sk: 'N' });
/** A counter of an hour. */
export const rateCounterRow = (name: string): RowKey => ({ pk: `B#${name}`, sk: 'B' });
export const placeRow = (code: string): RowKey => ({ pk: `L#${code}`, sk: 'PLACE' });
/** The key that seals every text, itself wrapped by the key service; one row for the whole table. */
export const wrappedKeyRow: RowKey = { pk: 'K#texts', sk: 'KEY#1' };
export const placesPk = (station: StationId): string => `S#${station}#PLACES`;
export const stationRow = (station: StationId): RowKey => ({ pk: `S#${station}`, sk: 'STATION' });
/** Where every station is listed, so that the keys of all of them can be published. */
export const stationsPk = 'STATIONS';
export const listedStationRow = (station: StationId): RowKey => ({ pk: stationsPk, sk: station });
export const peoplePk = (station: StationId): string => `S#${station}#PEOPLE`;

export const proofRow = (station: StationId): RowKey => ({ pk: `S#${station}#PROOF`, sk: 'LATEST' });
/** How far the prover has come through the whole table. */
export const proofRunRow: RowKey = { pk: 'PROOF', sk: 'RUN' };

/** What the place of a photo is called. */
export const photoSk = 'PHOTO#';

/** Facts and texts, without deliveries. */
export const chainSk = { from: 'F#', through: 'P#~' } as const;

/** All that a case's history consists of lies between these, and its own row and its commands do not. */
export const historySk = { from: 'D#', through: 'PHOTO#~' } as const;

const CASE_PK = /^S#([^#]+)#C#([^#]+)$/;
const LINKS_PK = /^S#([^#]+)#J#([^#]+)$/;
const REFERENCE_PK = /^S#([^#]+)#R#(\d+)$/;
const STATION_PK = /^S#([^#]+)(?:#|$)/;
const BRIEF_PK = /^S#([^#]+)#B#(\d{4}-\d{2}-\d{2})$/;
const BATCH_PK = /^S#([^#]+)#G#([\w-]{22})$/;
const SINCE_SK = /^D#(\d{12,15})$/;
const VERSIONED_SK = /^[FPD]#(\d{10})#(\d+)$/;

/** The case whose rows stand under a partition key, or `undefined` for another kind of row. */
export function caseKeyIn(pk: string): CaseKey | undefined {
  const [, station = '', caseId = ''] = CASE_PK.exec(pk) ?? [];
  return isStationId(station) && isCaseId(caseId) ? keyOf({ station, caseId }) : undefined;
}

/** Version and index of a fact, text or delivery, from its sort key. */
export function placeInHistory(sk: string): { readonly version: number; readonly index: number } | undefined {
  const [, version, index] = VERSIONED_SK.exec(sk) ?? [];
  return version === undefined ? undefined : { version: Number(version), index: Number(index) };
}

/** What a delivery row is about, from its key alone. */
export function subjectIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  if (!sk.startsWith('D#')) return undefined;
  const key = caseKeyIn(pk);
  const place = placeInHistory(sk);
  if (key !== undefined && place !== undefined) return { about: 'case', key, ...place };
  return briefIn({ pk, sk }) ?? batchIn({ pk, sk });
}

function briefIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  const [, station = '', day] = BRIEF_PK.exec(pk) ?? [];
  const responsible = responsibles.find((known): known is Responsible => `D#${known}` === sk);
  if (day === undefined || responsible === undefined || !isStationId(station)) return undefined;
  return { about: 'brief', station, day: day as LocalDay, responsible };
}

function batchIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  const [, station = '', batch] = BATCH_PK.exec(pk) ?? [];
  const [, since] = SINCE_SK.exec(sk) ?? [];
  if (batch === undefined || since === undefined || !isStationId(station)) return undefined;
  return { about: 'batch', station, batch, since: Number(since) };
}

/** The station and number that a reference row stands for. */
export function referenceIn(pk: string): { station: StationId; reference: Reference } | undefined {
  const [, station = '', reference = ''] = REFERENCE_PK.exec(pk) ?? [];
  return isStationId(station) && isReference(reference) ? { station, reference } : undefined;
}

/** The primary case that a row leads from. */
export function primaryIn(pk: string): CaseKey | undefined {
  const [, station = '', caseId = ''] = LINKS_PK.exec(pk) ?? [];
  return isStationId(station) && isCaseId(caseId) ? keyOf({ station, caseId }) : undefined;
}

/** The station that any row belongs to, where its key says. */
export function stationOfPk(pk: string): StationId | undefined {
  const [, station = ''] = STATION_PK.exec(pk) ?? [];
  return isStationId(station) ? station : undefined;
}
