import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { factItem, textItem } from '../../shared/adapters/dynamo/history-items.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { stateItem } from '../../shared/adapters/dynamo/state-item.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { moved, submitted } from './cases.ts';

const before = submitted().after;
const { after } = moved(before, { move: 'acknowledge' });
const key = keyOf(before);

/** A table whose replicas have not seen the newest write of a case. */
function laggingTable({ seen }: { readonly seen: typeof after | undefined }) {
  const reads: string[] = [];
  const send = async ({ input }: { readonly input: { readonly ConsistentRead: boolean } }) => {
    reads.push(input.ConsistentRead ? 'latest' : 'recent');
    const found = input.ConsistentRead ? after : seen;
    return { Item: found && stateItem(caseAggregate, found, 1) };
  };
  const documents = { send } as unknown as DynamoDBDocumentClient;
  const table: Table = { documents, name: 'cases', aggregates, shardsPerLane: 1 };
  return { store: dynamoStore(table), reads };
}

describe('a recent read of a state', () => {
  it('is enough where it shows the version that is asked for, or a later one', async () => {
    for (const version of [0, 1, 2]) {
      const { store, reads } = laggingTable({ seen: after });
      expect((await store.load(key, version))?.version).toBe(2);
      expect(reads).toEqual(['recent']);
    }
  });

  it('is followed by one of the latest where it shows an older version, or none', async () => {
    for (const seen of [before, undefined]) {
      const { store, reads } = laggingTable({ seen });
      expect((await store.load(key, 2))?.version).toBe(2);
      expect(reads).toEqual(['recent', 'latest']);
    }
  });

  it('happens only where it is asked for', async () => {
    const { store, reads } = laggingTable({ seen: before });
    expect((await store.load(key))?.version).toBe(2);
    expect(reads).toEqual(['latest']);
  });
});

describe('a recent read of the history of a state', () => {
  const report = submitted();
  const note = moved(report.after, { move: 'note', text: 'x' });
  const own = keyOf(report.after);
  const noted = { version: 2, chainHead: note.facts.at(-1)?.hash ?? 'none' };
  const step = [
    ...note.facts.map((fact) => factItem(own, fact)),
    ...note.texts.map((text) => textItem(own, text)),
  ];
  const early = [...report.facts, ...report.texts].length;

  /** A table whose replicas have the first step and so many rows of the second. */
  function tableWith(rowsSeen: number) {
    const reads: string[] = [];
    const rows = [
      ...report.facts.map((fact) => factItem(own, fact)),
      ...report.texts.map((text) => textItem(own, text)),
      ...step,
    ];
    const send = async ({ input }: { readonly input: { readonly ConsistentRead: boolean } }) => {
      reads.push(input.ConsistentRead ? 'latest' : 'recent');
      const found = input.ConsistentRead ? rows : rows.slice(0, early + rowsSeen);
      return { Items: found.toSorted((left, right) => (String(left.sk) < String(right.sk) ? 1 : -1)) };
    };
    const documents = { send } as unknown as DynamoDBDocumentClient;
    return { store: dynamoStore({ documents, name: 'cases', aggregates, shardsPerLane: 1 }), reads };
  }

  it('is enough where it holds the step that led there, with its texts', async () => {
    const { store, reads } = tableWith(2);
    const { facts, texts } = await store.history(own, noted);
    expect(facts.at(-1)?.version).toBe(2);
    expect(texts.at(-1)?.version).toBe(2);
    expect(reads).toEqual(['recent']);
  });

  it('is followed by one of the latest where it lacks the step, or only its text', async () => {
    for (const rowsSeen of [0, 1]) {
      const { store, reads } = tableWith(rowsSeen);
      expect((await store.history(own, noted)).texts.at(-1)?.version).toBe(2);
      expect(reads).toEqual(['recent', 'latest']);
    }
  });

  it('happens only for a state, and for one that was never there takes one read too', async () => {
    const { store, reads } = tableWith(2);
    await store.history(own);
    await store.history(own, { version: 0, chainHead: '' });
    expect(reads).toEqual(['latest', 'recent']);
  });
});

describe('a row that a report looks for', () => {
  it('is read at half the price for its first look, and as it is for the second', async () => {
    const { store, reads } = laggingTable({ seen: before });
    await store.companion({ pk: 'T#x', sk: 'T' }, undefined, 'recent');
    await store.companion({ pk: 'T#x', sk: 'T' });
    expect(reads).toEqual(['recent', 'latest']);
  });
});
