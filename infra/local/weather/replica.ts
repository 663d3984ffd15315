import type { AwsJson } from '../engine/aws-json.ts';
import type { ItemKey } from './written-keys.ts';

/** A second table that gets each write later, from which the reads are answered that may be behind. */
export interface Replica {
  /** Counts a call of the table. */
  called(): void;
  /** Says that a row was written; it stays unseen for so many calls, or a second. */
  wrote(key: ItemKey, callsUnseen: number): void;
  /** Resolves when the replica has what must be seen by now; the first time, all rows. */
  caughtUp(): Promise<void>;
}

export interface ReplicaSettings {
  readonly tableName: string;
  readonly primary: AwsJson;
  readonly replica: AwsJson;
  /** Milliseconds of real time. */
  readonly now: () => number;
}

/** On AWS an index is usually behind for less. */
const UNSEEN_MAX_MS = 1000;

export function createReplica({ tableName: TableName, primary, replica, now }: ReplicaSettings): Replica {
  const unseen = new Map<
    string,
    { readonly key: ItemKey; readonly untilCall: number; readonly until: number }
  >();
  let calls = 0;
  let filled = false;
  /** One after the other, so that an older image never overwrites a newer one. */
  let last = Promise.resolve();

  /** Rows that were there before the run. */
  const fill = async (): Promise<void> => {
    let page: Page | undefined;
    do {
      const { LastEvaluatedKey: ExclusiveStartKey } = page ?? {};
      page = (await primary('DynamoDB_20120810.Scan', {
        TableName,
        ConsistentRead: true,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      })) as Page;
      for (const Item of page.Items) await replica('DynamoDB_20120810.PutItem', { TableName, Item });
    } while (page.LastEvaluatedKey !== undefined);
    filled = true;
  };

  const copy = async (Key: ItemKey): Promise<void> => {
    const { Item } = (await primary('DynamoDB_20120810.GetItem', {
      TableName,
      Key,
      ConsistentRead: true,
    })) as { readonly Item?: object };
    if (Item === undefined) await replica('DynamoDB_20120810.DeleteItem', { TableName, Key });
    else await replica('DynamoDB_20120810.PutItem', { TableName, Item });
  };

  const catchUp = async (): Promise<void> => {
    if (!filled) await fill();
    for (const [name, { key, untilCall, until }] of [...unseen]) {
      if (calls < untilCall && now() < until) continue;
      // Forgotten first: a write during the copy is a new one.
      unseen.delete(name);
      await copy(key).catch((error: unknown) => {
        unseen.set(name, { key, untilCall, until });
        throw error;
      });
    }
  };

  return {
    called: () => {
      calls += 1;
    },
    wrote(key, callsUnseen) {
      const name = JSON.stringify(key);
      // A row that is written again and again is seen all the same.
      if (unseen.has(name)) return;
      unseen.set(name, { key, untilCall: calls + callsUnseen, until: now() + UNSEEN_MAX_MS });
    },
    caughtUp() {
      const caught = last.then(catchUp);
      last = caught.catch(() => undefined);
      return caught;
    },
  };
}

interface Page {
  readonly Items: readonly object[];
  readonly LastEvaluatedKey?: object;
}
