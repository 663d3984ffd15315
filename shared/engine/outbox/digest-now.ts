import { keyOf } from '../../cases/case-key.ts';
import type { World } from '../world.ts';
import type { Delivery } from './delivery.ts';
import type { Notice } from './notice-record.ts';

/** What is left of the cases that a digest stands for: those that it names are read again, the others counted. */
export async function digestNow(
  { store }: Pick<World, 'store'>,
  { subject, digestContent, priority }: Delivery,
): Promise<NonNullable<Notice['batch']>> {
  if (subject.about !== 'batch' || digestContent === undefined) return { count: 0, references: [], priority };
  const { cases, others, ...shared } = digestContent;
  const found = await Promise.all(
    cases.map((caseId) => store.load(keyOf({ station: subject.station, caseId }))),
  );
  const unopened = found.flatMap((one) => (one?.status === 'received' ? [one.reference] : []));
  return { ...shared, count: unopened.length + others, references: unopened.toSorted(), priority };
}
