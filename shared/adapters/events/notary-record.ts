import * as z from 'zod/mini';
import type { NotaryRecord, SeenHead } from '../../engine/notary/notary-record.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import {
  aggregateKeyIn,
  historyPosition,
  positionOfRead,
  rootIn,
  storedKeyPrefix,
  unstatedChainIn,
} from '../../engine/storage/keys.ts';
import { readRecordIn } from '../../engine/storage/read-log.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { hashStateRow } from '../../engine/storage/state-columns.ts';
import { factIn as storedFactIn } from '../dynamo/history-items.ts';
import { rowOfImage } from './row-of-image.ts';

const text = z.object({ S: z.string() });
const number = z.object({ N: z.string().check(z.regex(/^\d{1,15}$/)) });

const record = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    Keys: z.object({ pk: text, sk: text }),
    OldImage: z.optional(z.unknown()),
    NewImage: z.optional(z.unknown()),
  }),
});
type StreamRecord = z.infer<typeof record>;

const headImage = z.looseObject({ version: number, head: text });
const readImage = z.object({ read: text, previousHash: text, hash: text });
const unstatedImage = z.object({ afterVersion: number, afterHead: text });
const rootImage = z.object({ chains: number, root: text });
const event = z.object({ Records: z.array(z.unknown()) });

/** Reads what concerns the notary in an event of the table's stream. Throws when it is not a stream event. */
export const notaryRecordsIn = (streamEvent: unknown): readonly NotaryRecord[] =>
  event.parse(streamEvent).Records.map(recordIn);

function recordIn(given: unknown): NotaryRecord {
  // Throws for what DynamoDB does not send: to skip it would leave a change unstated.
  const found = record.parse(given);
  const { SequenceNumber: sequence, Keys } = found.dynamodb;
  const key = { pk: Keys.pk.S, sk: Keys.sk.S };
  return (
    stateIn(sequence, key, found) ??
    factIn(sequence, key, found) ??
    readIn(sequence, key, found) ??
    storedKeyIn(sequence, key, found) ??
    proverRowIn(sequence, key, found) ?? { sequence, row: 'other' }
  );
}

function stateIn(sequence: string, { pk, sk }: RowKey, { dynamodb }: StreamRecord): NotaryRecord | undefined {
  const key = sk === 'STATE' ? aggregateKeyIn(pk) : undefined;
  if (key === undefined) return undefined;
  const { OldImage, NewImage } = dynamodb;
  return {
    sequence,
    row: 'state',
    key,
    ...(OldImage !== undefined && { before: headIn(OldImage) }),
    ...(NewImage !== undefined && { after: headIn(NewImage) }),
  };
}

function headIn(image: unknown): SeenHead | 'unreadable' {
  const { success, data } = headImage.safeParse(image);
  if (!success) return 'unreadable';
  return { version: Number(data.version.N), head: data.head.S, state: hashStateRow(rowOfImage(data)) };
}

function factIn(sequence: string, { pk, sk }: RowKey, given: StreamRecord): NotaryRecord | undefined {
  const key = sk.startsWith('F#') ? aggregateKeyIn(pk) : undefined;
  const place = historyPosition(sk);
  if (key === undefined || place === undefined) return undefined;
  const { eventName, dynamodb } = given;
  const change =
    eventName === 'INSERT' ? writtenFact(dynamodb.NewImage) : eventName === 'MODIFY' ? 'changed' : 'removed';
  return change && { sequence, row: 'fact', key, version: place.version, change };
}

/** `undefined` for a fact that does not read: the notary finds it in the table, and says so. */
function writtenFact(image: unknown): FactRecord | undefined {
  try {
    return storedFactIn(rowOfImage(image as Parameters<typeof rowOfImage>[0]));
  } catch {
    return undefined;
  }
}

function readIn(sequence: string, rowKey: RowKey, given: StreamRecord): NotaryRecord | undefined {
  const position = positionOfRead(rowKey);
  if (position === undefined) return undefined;
  const { eventName, dynamodb } = given;
  if (eventName !== 'INSERT') {
    return { sequence, row: 'read', ...position, change: eventName === 'MODIFY' ? 'changed' : 'removed' };
  }
  return { sequence, row: 'read', ...position, change: readOf(rowKey, dynamodb.NewImage) };
}

function readOf(rowKey: RowKey, image: unknown) {
  const { success, data } = readImage.safeParse(image);
  if (!success) return 'unreadable' as const;
  const { read, previousHash, hash } = data;
  try {
    return readRecordIn({ ...rowKey, read: read.S, previousHash: previousHash.S, hash: hash.S });
  } catch {
    return 'unreadable' as const;
  }
}

/** A stored key that is exchanged would let somebody else open what is sealed from then on. */
function storedKeyIn(
  sequence: string,
  { pk }: RowKey,
  { eventName }: StreamRecord,
): NotaryRecord | undefined {
  if (!pk.startsWith(storedKeyPrefix) || eventName === 'INSERT') return undefined;
  return { sequence, row: 'key', pk, change: eventName === 'MODIFY' ? 'changed' : 'removed' };
}

/** What the prover says to the notary; rows that do not parse say nothing. */
function proverRowIn(
  sequence: string,
  rowKey: RowKey,
  { dynamodb: { NewImage } }: StreamRecord,
): NotaryRecord | undefined {
  const chain = unstatedChainIn(rowKey);
  const unstated = unstatedImage.safeParse(NewImage).data;
  if (chain !== undefined && unstated !== undefined) {
    const after = { version: Number(unstated.afterVersion.N), head: unstated.afterHead.S };
    return { sequence, row: 'unstated', chain, after };
  }
  const place = rootIn(rowKey);
  const found = rootImage.safeParse(NewImage).data;
  if (place === undefined || found === undefined) return undefined;
  return {
    sequence,
    row: 'root',
    root: { ...place, chains: Number(found.chains.N), root: found.root.S },
  };
}
