import { type Instant, SECOND } from '../../engine/calendar/instant.ts';

/**
 * The schema of the one table. The template, the tests and the store share these names and keys, so they cannot differ.
 */
export const indexes = { due: 'due', board: 'board', received: 'received' } as const;

/** The version of the row format (docs/decisions/025-what-is-stored.md). A table of another format is rejected. */
export const tableForm = '2026-12-02';

/** The TTL attribute, in epoch seconds; DynamoDB deletes an expired row some time later. */
export const expiryAttribute = 'expires_at';

/** The TTL of a row that may be deleted after an instant. */
export const expiresAfter = (at: Instant) => ({ [expiryAttribute]: Math.ceil(at / SECOND) });

/**
 * The attributes that the board index projects, which are shown without opening a case. None may hold personal data.
 */
export const boardAttributes = [
  'reference',
  'type',
  'priority',
  'status',
  'place',
  'building',
  'assignee',
  'responsible',
  'dueAt',
  'dueKind',
  'receivedAt',
  'late',
  'trustReason',
] as const;

/** The attributes of a fact's row besides its keys. */
export const factAttributes = ['at', 'by', 'fact', 'commitments', 'state', 'previousHash', 'hash'] as const;

/** The attributes of a delivery's row besides its keys and due time. None holds a text. */
export const deliveryAttributes = [
  'message',
  'channel',
  'priority',
  'language',
  'createdAt',
  'attempts',
  'state',
  'dueAt',
  'announced',
  'by',
  'held',
  'failed',
  'told',
  'batchable',
  'digestContent',
  'ids',
  'others',
  'report',
  'receipt',
  'reason',
] as const;

const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
const number = (name: string) => ({ AttributeName: name, AttributeType: 'N' as const });

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

export const tableShape = {
  AttributeDefinitions: [
    ...['pk', 'sk', 'due_pk', 'due_sk', 'board_pk', 'board_sk', 'received_pk'].map(text),
    number('receivedAt'),
  ],
  KeySchema: keys('pk', 'sk'),
  GlobalSecondaryIndexes: [
    {
      IndexName: indexes.due,
      KeySchema: keys('due_pk', 'due_sk'),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
    {
      IndexName: indexes.board,
      KeySchema: keys('board_pk', 'board_sk'),
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...boardAttributes] },
    },
    {
      IndexName: indexes.received,
      KeySchema: keys('received_pk', 'receivedAt'),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
};
