import type { Case } from '../../../shared/cases/case.ts';
import { inScope } from '../../../shared/cases/case-key.ts';
import { isHandled } from '../../../shared/cases/lifecycle.ts';
import type { moveCase } from '../../../shared/cases/moves/move-case.ts';
import type { Store } from '../../../shared/cases/world.ts';
import type { CaseCommit } from '../world/kept-cases.ts';
import type { Parts } from '../world/parts.ts';
import type { Mutant } from './mutant.ts';

type Asked = Parameters<typeof moveCase>;
type Move = Asked[3]['command'];

/** A case as a move of staff loads it: the case it is about, or another one. */
type Loaded = (found: Case, own: Case, move: Move) => Case;

/** Lets moves of staff see cases as they are not, so that a check of them lets everything through. */
const seenByStaff =
  (change: Loaded): Mutant['change'] =>
  (parts: Parts) => ({
    ...parts,
    async moveCase(world, scope, caseId, request, now) {
      const own = await world.store.load(inScope(scope, caseId));
      if (own === undefined) return parts.moveCase(world, scope, caseId, request, now);
      const load = (async (key: Parameters<Store['load']>[0]) => {
        const found = (await world.store.load(key)) as Case | undefined;
        return found && change(found, own, request.command);
      }) as Store['load'];
      const store: Store = Object.assign(Object.create(world.store), { load });
      return parts.moveCase({ ...world, store }, scope, caseId, request, now);
    },
  });

const hasEnded = ({ dueAt, status }: Case): boolean =>
  status !== 'duplicate' && (dueAt === undefined || isHandled(status));

/** The case as if somebody still worked on it. */
function workedOn(found: Case, status: 'in-progress' | 'resolved'): Case {
  if (found.dueAt !== undefined) return { ...found, status };
  const { endedAt: _, ...ended } = found;
  return { ...ended, status, dueAt: 0, dueKind: 'review', responsible: 'officer' } as Case;
}

const isOther = (found: Case, own: Case, { move }: Move): boolean =>
  move === 'mark-duplicate' && found.caseId !== own.caseId;

export const linkMutants: readonly Mutant[] = [
  {
    name: 'what is announced is sealed to one reporter',
    removes: 'sealing an announcement to those who are linked',
    change: (parts) => ({
      ...parts,
      moveCase: (world, ...asked) => {
        const { sealer } = world;
        const seal: typeof sealer.seal = (text, address, to) => sealer.seal(text, address, to.slice(0, 2));
        return parts.moveCase({ ...world, sealer: { ...sealer, seal } }, ...asked);
      },
    }),
  },
  {
    name: 'any type may be linked',
    removes: 'linking only cases of one type',
    change: seenByStaff((found, own, move) =>
      isOther(found, own, move) ? { ...found, type: own.type } : found,
    ),
  },
  {
    name: 'an ended case takes links',
    removes: 'linking only to a case that is being worked on',
    change: seenByStaff((found, own, move) =>
      isOther(found, own, move) && hasEnded(found) ? workedOn(found, 'in-progress') : found,
    ),
  },
  {
    name: 'a calm case swallows an urgent one',
    removes: 'the higher priority that a primary case takes',
    change: seenByStaff((found, own, { move }) =>
      move === 'mark-duplicate' && found.caseId === own.caseId
        ? { ...found, priority: 'P4', details: {} }
        : found,
    ),
  },
  {
    name: 'an unlinked case starts anew',
    removes: 'the clocks that a linked case holds',
    change: seenByStaff((found, _, { move }) => {
      if (move !== 'unlink' || found.status !== 'duplicate') return found;
      const { held: _held, ...forgotten } = found;
      return { ...forgotten, receivedAt: found.endedAt };
    }),
  },
  {
    name: 'an ended case is opened without a word',
    removes: 'the reason for which an ended case is opened again',
    change: seenByStaff((found, own, { move }) =>
      move === 'reopen' && own.dueAt === undefined ? workedOn(found, 'resolved') : found,
    ),
  },
  {
    name: 'the row of an undone link stays',
    removes: 'marking the row of a link that was undone',
    change: (parts) => ({
      ...parts,
      kept(store, tables) {
        const inner = parts.kept(store, tables);
        const marked = ({ values }: CaseCommit['companions'][number]) => values.undone !== undefined;
        return {
          ...inner,
          commit: (commit, second) =>
            inner.commit(
              { ...commit, companions: commit.companions.filter((companion) => !marked(companion)) },
              second,
            ),
        };
      },
    }),
  },
];
