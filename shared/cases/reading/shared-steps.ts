import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Case, CaseId } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { isVisibleToResident } from '../decisions/resident-visibility.ts';
import type { Fact, FactType } from '../fact.ts';
import type { World } from '../world.ts';
import { type OpenedText, openText, type TextOpener } from './open-text.ts';

/** A step of the primary case that its co-reporters may see. */
export interface SharedStep {
  readonly record: FactRecord<Fact>;
  /** Only an announcement, which is addressed to all reporters. */
  readonly words?: OpenedText;
}

/** Facts that co-reporters see. Everything between the station and the primary case's reporter stays hidden. */
const progress: ReadonlySet<FactType> = new Set<FactType>([
  'acknowledged',
  'started',
  'resolved',
  'not-resolved',
  'rejected',
  'transferred',
  'handover-confirmed',
  'closed',
  'reopened',
  'breached',
]);

/**
 * The visible steps of the cases on the path, each from the moment the previous case was linked to it, oldest first.
 */
export async function sharedSteps(
  world: Pick<World, 'store'>,
  opener: TextOpener,
  found: Case,
  path: readonly Case[],
): Promise<readonly SharedStep[]> {
  const steps: SharedStep[] = [];
  let linked: CaseId = found.caseId;
  for (const one of path) {
    steps.push(...(await stepsSince(world, opener, one, linked)));
    linked = one.caseId;
  }
  return steps;
}

async function stepsSince(
  world: Pick<World, 'store'>,
  opener: TextOpener,
  primary: Case,
  linked: CaseId,
): Promise<readonly SharedStep[]> {
  const key = keyOf(primary);
  const { facts, texts } = await world.store.history(key, primary);
  // The last link: what happened between an undone link and a new one was not theirs to read.
  const since = facts.findLastIndex(({ fact }) => fact.fact === 'co-reporter-linked' && fact.of === linked);
  if (since < 0) return [];
  const steps = facts.slice(since).map(async (record): Promise<readonly SharedStep[]> => {
    const announced = texts.find(
      ({ version, kind }) => version === record.version && kind === 'announcement',
    );
    const isFirst = record.index === 0;
    if (announced !== undefined && isFirst)
      return [{ record, words: await openText(opener, key, facts, announced) }];
    return isVisibleToResident(record.fact) && progress.has(record.fact.fact) ? [{ record }] : [];
  });
  return (await Promise.all(steps)).flat();
}
