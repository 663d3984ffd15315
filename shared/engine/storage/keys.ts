import type { AggregateKey } from '../aggregate-key.ts';
import { type Instant, toIso } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { BatchWindow } from '../outbox/batching/batch-window.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';
import { type Responsible, responsibles } from '../responsible.ts';
import { isStationId, type StationId } from '../scope.ts';
import type { RowKey } from './row.ts';

/** Ten digits are more than any aggregate needs, and padding keeps text order equal to number order. */
const versioned = (prefix: 'F' | 'P' | 'D', version: number, index: number): string =>
  `${prefix}#${String(version).padStart(10, '0')}#${index}`;

/** The partition of one aggregate. Kinds are lower case; the prefixes of all other rows of a station are upper case. */
export const aggregatePk = ({ station, kind, id }: AggregateKey): string => `S#${station}#${kind}#${id}`;

export const stateRow = (key: AggregateKey): RowKey => ({ pk: aggregatePk(key), sk: 'STATE' });
export const factRow = (key: AggregateKey, version: number, index: number): RowKey => ({
  pk: aggregatePk(key),
  sk: versioned('F', version, index),
});
export const textRow = (key: AggregateKey, version: number, index: number): RowKey => ({
  pk: aggregatePk(key),
  sk: versioned('P', version, index),
});
/** The answer to a command that was carried out. */
export const commandRow = (key: AggregateKey, commandId: string): RowKey => ({
  pk: aggregatePk(key),
  sk: `C#${commandId}`,
});
/** A companion in its aggregate's partition, which is read with the history. */
export const enclosedRow = (key: AggregateKey, name: string): RowKey => ({
  pk: aggregatePk(key),
  sk: `${ENCLOSED}${name}`,
});
/** Sorts after facts and texts: a history that is longer than its limit loses its oldest facts first, never these. */
export const ENCLOSED = 'Q#';

/**
 * The log of who read what of an aggregate. Its partitions have a prefix of their own, so that a function can be allowed
 * to add to the log, and no permission to write aggregates includes it.
 */
export const readLogPk = ({ station, kind, id }: AggregateKey): string =>
  `${readLogPrefix}${station}#${kind}#${id}`;
export const readLogPrefix = 'V#';
export const READ = 'READ#';
export const readRow = (key: AggregateKey, number: number): RowKey => ({
  pk: readLogPk(key),
  sk: `${READ}${String(number).padStart(10, '0')}`,
});

/** The range of the sort keys of the facts of some versions, both included. */
export const factSk = (from: number, through: number) => ({
  from: `F#${String(from).padStart(10, '0')}#`,
  through: `F#${String(through).padStart(10, '0')}#~`,
});

export function deliveryRow(subject: DeliverySubject): RowKey {
  switch (subject.about) {
    case 'aggregate':
      return { pk: aggregatePk(subject.key), sk: versioned('D', subject.version, subject.index) };
    case 'brief':
      return { pk: `S#${subject.station}#B#${subject.day}`, sk: `D#${subject.responsible}` };
    case 'batch':
      return { pk: batchPk(subject), sk: `D#${subject.since}` };
    case 'test':
      return { pk: `S#${subject.station}#T#${subject.channel}`, sk: `D#${subject.at}` };
  }
}
const batchPk = ({ station, batch }: Pick<BatchWindow, 'station' | 'batch'>): string =>
  `S#${station}#G#${batch}`;
export const batchWindowRow = (batchWindow: Pick<BatchWindow, 'station' | 'batch'>): RowKey => ({
  pk: batchPk(batchWindow),
  sk: 'OPEN',
});

/** The partition of a station's stuck messages in the index of lists. */
export const stuckPk = (station: StationId): string => `S#${station}#STUCK`;

export const proofRow = (station: StationId): RowKey => ({ pk: `S#${station}#PROOF`, sk: 'LATEST' });
/** The saved progress of an unfinished run of the prover: one over everything, or one over what is open and what changed. */
export const proofRunRow = (covers: 'everything' | 'open-and-changed'): RowKey => ({
  pk: 'PROOF',
  sk: covers === 'everything' ? 'RUN' : 'RUN#CHANGED',
});
/** Requests for a proof lie in a partition of their own, since staff write them. `from`: the time that one stands for. */
export const askedProofRow = (from: Instant): RowKey => ({ pk: askedProofPk, sk: `${ASKED}${toIso(from)}` });
export const askedProofPk = 'PROOF#ASKED';
export const ASKED = 'ASKED#';

/** Stored keys and their check values. */
export const storedKeyPrefix = 'K#';

/** What the prover says to the notary lies in partitions of its own, which no other function writes. */
export const notaryPrefix = 'NOTARY#';
/** The request to state late what stands behind a version of a chain. */
export const unstatedRow = (chain: string, version: number): RowKey => ({
  pk: `${notaryPrefix}${chain}`,
  sk: `LATE#${version}`,
});
const UNSTATED_PK = /^NOTARY#([SV]#.+)$/;
/** The chain of such a request. */
export const unstatedChainIn = ({ pk, sk }: RowKey): string | undefined =>
  sk.startsWith('LATE#') ? UNSTATED_PK.exec(pk)?.[1] : undefined;
/** The root of a station on one day; all in one partition, the newest last. */
export const rootPk = 'NOTARY#ROOT';
export const rootRow = (station: StationId, day: LocalDay): RowKey => ({
  pk: rootPk,
  sk: `${day}#${station}`,
});
const ROOT_SK = /^(\d{4}-\d{2}-\d{2})#([^#]+)$/;
export function rootIn({
  pk,
  sk,
}: RowKey): { readonly station: StationId; readonly day: LocalDay } | undefined {
  const [, day, station = ''] = pk === rootPk ? (ROOT_SK.exec(sk) ?? []) : [];
  return isStationId(station) ? { station, day: day as LocalDay } : undefined;
}

/** The sort key range of facts and texts, without deliveries. */
export const chainSk = { from: 'F#', through: 'P#~' } as const;

/** The sort key range of the deliveries of an aggregate. */
export const deliverySk = { from: 'D#', through: 'D#~' } as const;

/** The sort key range of a history: deliveries, facts, texts, enclosed companions. */
export const historySk = { from: 'D#', through: 'Q#~' } as const;

const AGGREGATE_PK = /^S#([^#]+)#([a-z]+(?:-[a-z]+)*)#([^#]+)$/;
const READ_LOG_PK = /^V#([^#]+)#([a-z]+(?:-[a-z]+)*)#([^#]+)$/;
const READ_SK = /^READ#(\d{10})$/;
const STATION_PK = /^[SV]#([^#]+)(?:#|$)/;
const BRIEF_PK = /^S#([^#]+)#B#(\d{4}-\d{2}-\d{2})$/;
const BATCH_PK = /^S#([^#]+)#G#([\w-]{22})$/;
const TEST_PK = /^S#([^#]+)#T#([a-z0-9][a-z0-9-]{0,31})$/;
const SINCE_SK = /^D#(\d{12,15})$/;
const VERSIONED_SK = /^[FPD]#(\d{10})#(\d+)$/;

/** The aggregate of a partition key, or `undefined` for another kind of partition. */
export function aggregateKeyIn(pk: string): AggregateKey | undefined {
  const [, station = '', kind = '', id = ''] = AGGREGATE_PK.exec(pk) ?? [];
  return isStationId(station) && id !== '' ? { kind, station, id } : undefined;
}

/** The aggregate of the partition of a log of reads. */
export function readLogKeyIn(pk: string): AggregateKey | undefined {
  const [, station = '', kind = '', id = ''] = READ_LOG_PK.exec(pk) ?? [];
  return isStationId(station) && id !== '' ? { kind, station, id } : undefined;
}

/** Whether a partition is a history or a log of reads, of which the notary states the heads. */
export const isChain = (pk: string): boolean => (aggregateKeyIn(pk) ?? readLogKeyIn(pk)) !== undefined;

/** The aggregate and the number of a read, from the key of its row. */
export function positionOfRead({
  pk,
  sk,
}: RowKey): { readonly key: AggregateKey; readonly number: number } | undefined {
  const key = readLogKeyIn(pk);
  const [, number] = READ_SK.exec(sk) ?? [];
  return key === undefined || number === undefined ? undefined : { key, number: Number(number) };
}

/** Version and index of a fact, text or delivery, from its sort key. */
export function historyPosition(
  sk: string,
): { readonly version: number; readonly index: number } | undefined {
  const [, version, index] = VERSIONED_SK.exec(sk) ?? [];
  return version === undefined ? undefined : { version: Number(version), index: Number(index) };
}

/** The subject of a delivery row, from its key only. */
export function subjectIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  if (!sk.startsWith('D#')) return undefined;
  const key = aggregateKeyIn(pk);
  const position = historyPosition(sk);
  if (key !== undefined && position !== undefined) return { about: 'aggregate', key, ...position };
  return briefIn({ pk, sk }) ?? batchIn({ pk, sk }) ?? testIn({ pk, sk });
}

function briefIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  const [, station = '', day] = BRIEF_PK.exec(pk) ?? [];
  const responsible = responsibles.find((role): role is Responsible => `D#${role}` === sk);
  if (day === undefined || responsible === undefined || !isStationId(station)) return undefined;
  return { about: 'brief', station, day: day as LocalDay, responsible };
}

function batchIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  const [, station = '', batch] = BATCH_PK.exec(pk) ?? [];
  const [, since] = SINCE_SK.exec(sk) ?? [];
  if (batch === undefined || since === undefined || !isStationId(station)) return undefined;
  return { about: 'batch', station, batch, since: Number(since) };
}

function testIn({ pk, sk }: RowKey): DeliverySubject | undefined {
  const [, station = '', channel] = TEST_PK.exec(pk) ?? [];
  const [, at] = SINCE_SK.exec(sk) ?? [];
  if (channel === undefined || at === undefined || !isStationId(station)) return undefined;
  return { about: 'test', station, channel, at: Number(at) };
}

/** The station of any row, if its partition key names one. */
export function stationOfPk(pk: string): StationId | undefined {
  const [, station = ''] = STATION_PK.exec(pk) ?? [];
  return isStationId(station) ? station : undefined;
}
