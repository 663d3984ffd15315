import type { Store } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { HelperTask } from '../../../shared/helper-tasks/helper-task.ts';
import { isOfTask, type TaskCommit } from '../invariants/helper-rules.ts';
import type { Mutant } from './mutant.ts';

/** Lets answers see tasks as they are not, so that a check of them lets everything through. */
const seenByAnswers =
  (change: (task: HelperTask) => HelperTask): Mutant['change'] =>
  (parts) => ({
    ...parts,
    answerTask(world, ...asked) {
      const { store } = world;
      const load = (async (key: AggregateKey) => {
        const found = (await store.load(key)) as HelperTask | undefined;
        return key.kind === 'helper-task' && found !== undefined ? change(found) : found;
      }) as Store['load'];
      return parts.answerTask({ ...world, store: Object.assign(Object.create(store), { load }) }, ...asked);
    },
  });

/** Guards of what people without an account are asked. */
export const helperMutants: readonly Mutant[] = [
  {
    name: 'a revoked link takes answers',
    removes: 'refusing an answer by a link that was taken back',
    change: seenByAnswers((task) => (task.status === 'revoked' ? { ...task, status: 'answered' } : task)),
  },
  {
    name: 'a link takes answers for ever',
    removes: 'the end of a link after 48 hours',
    change: seenByAnswers((task) => ({
      ...task,
      ...(task.status === 'lapsed' && { status: 'answered' }),
      until: Number.MAX_SAFE_INTEGER,
    })),
  },
  {
    name: 'nobody waits for a helper',
    removes: 'the clock by which silence comes back to the officer',
    change: (parts) => ({
      ...parts,
      kept(store, tables) {
        const inner = parts.kept(store, tables);
        const patient = (commit: TaskCommit): TaskCommit => {
          const { after } = commit;
          return after.status === 'asked' ? { ...commit, after: { ...after, dueAt: after.until } } : commit;
        };
        return {
          ...inner,
          commit: (first, second) =>
            inner.commit(isOfTask(first) ? (patient(first as never) as never) : first, second),
        };
      },
    }),
  },
  {
    name: 'a helper is heard in the case alone',
    removes: 'writing an answer to the case and to its task at once',
    change: (parts) => ({
      ...parts,
      kept(store, tables) {
        const inner = parts.kept(store, tables);
        return {
          ...inner,
          commit: (first, second) =>
            inner.commit(first, second !== undefined && isOfTask(second) ? undefined : second),
        };
      },
    }),
  },
  {
    name: 'a look of a helper leaves no record',
    removes: 'recording that a link was opened',
    change: (parts) => ({
      ...parts,
      helperPage: (world, ...asked) =>
        parts.helperPage(
          {
            ...world,
            store: Object.assign(Object.create(world.store), { writeCompanions: async () => true }),
          },
          ...asked,
        ),
    }),
  },
];
