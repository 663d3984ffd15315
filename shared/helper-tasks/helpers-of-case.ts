import type { CaseId } from '../cases/case.ts';
import { openText, type TextOpener } from '../cases/reading/open-text.ts';
import { type Reader, recordRead } from '../cases/reading/record-read.ts';
import { visibleCase } from '../cases/reading/visible-case.ts';
import type { Refused } from '../cases/refused.ts';
import { isSecret } from '../cases/secrecy.ts';
import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import { readsOf } from '../engine/storage/read-log.ts';
import type { HelperTask } from './helper-task.ts';
import { tasksOfCase } from './tasks-of-case.ts';

/** A task as the officers of its case see it. */
export interface ListedTask {
  readonly task: HelperTask;
  /** What was asked. `undefined` once it was erased, or where it is damaged. */
  readonly words: string | undefined;
  /** How often its link was opened, and when last. */
  readonly views: number;
  readonly viewedAt?: Instant;
}

/**
 * The helpers that were asked about a case, the newest first. What they were asked about a secret case may reveal who
 * reported it: that it was read is on record before this returns.
 */
export async function helpersOfCase(
  world: Pick<World, 'store' | 'policies'> & { readonly opener: TextOpener },
  reader: Reader,
  caseId: CaseId,
): Promise<{ readonly tasks: readonly ListedTask[]; readonly refusal?: never } | Refused> {
  const visible = await visibleCase(world, reader.scope, caseId);
  if (visible.refusal) return visible;
  const { store, opener } = world;
  const { key: ofCase, found, policy } = visible;
  const keys = await tasksOfCase(store, ofCase);
  const listed = await Promise.all(
    keys.map(async (key): Promise<readonly ListedTask[]> => {
      const [task, { facts, texts }, { reads }] = await Promise.all([
        store.load(key),
        store.history(key),
        readsOf(store, key, { limit: 1 }),
      ]);
      if (task === undefined) return [];
      const [text] = texts;
      const [last] = reads;
      const words = text && (await openText(opener, key, facts, text)).text;
      return [{ task, words, views: last?.number ?? 0, ...(last && { viewedAt: last.at }) }];
    }),
  );
  const tasks = listed.flat();
  const isShown = tasks.some(({ words }) => words !== undefined);
  if (isShown && isSecret(found, policy)) await recordRead(world, ofCase, reader, ['text']);
  return { tasks: tasks.toSorted((one, other) => other.task.askedAt - one.task.askedAt) };
}
