import { keyOf } from '../domain/case-key.ts';
import type { Delivery, Notice } from '../records.ts';
import type { World } from './world.ts';

/** What is left of the matters that a digest stands for: those that it names are read again, the others counted. */
export async function crowdNow(
  { store }: Pick<World, 'store'>,
  { subject, gathering, priority }: Delivery,
): Promise<NonNullable<Notice['crowd']>> {
  if (subject.about !== 'crowd' || gathering === undefined) return { count: 0, references: [], priority };
  const { cases, others, ...shared } = gathering;
  const found = await Promise.all(
    cases.map((caseId) => store.load(keyOf({ station: subject.station, caseId }))),
  );
  const unopened = found.flatMap((one) => (one?.status === 'received' ? [one.reference] : []));
  return { ...shared, count: unopened.length + others, references: unopened.toSorted(), priority };
}
