import { type Instant, SECOND } from '../../engine/calendar/instant.ts';

/**
 * The one table in DynamoDB's own terms. The template, the tests and the store take names and keys from here, so an
 * index cannot be called one thing where it is made and another where it is asked.
 */
export const indexes = { due: 'due', board: 'board' } as const;

/** The form of the rows (docs/decisions/025-what-is-stored.md); another one is not read, and not mixed with this. */
export const tableForm = '2026-11-30';

/** Rows carry it in epoch seconds; DynamoDB deletes them some time after. */
export const expiryAttribute = 'expires_at';

/** Lets DynamoDB delete a row once a time is over. */
export const forgottenAfter = (at: Instant) => ({ [expiryAttribute]: Math.ceil(at / SECOND) });

/** What a list of cases shows without opening one; no personal data may ever join it. */
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

const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' }) as const;

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

export const tableShape = {
  AttributeDefinitions: ['pk', 'sk', 'due_pk', 'due_sk', 'board_pk', 'board_sk'].map(text),
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
  ],
};
