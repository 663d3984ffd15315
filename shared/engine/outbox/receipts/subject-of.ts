import type { Registry } from '../../registry.ts';
import { isStationId } from '../../scope.ts';
import type { AggregateSubject } from '../delivery.ts';

/** As `deliveryId` writes it. */
const OF_AGGREGATE = /^([a-z0-9-]{1,32})-([a-z][a-z2-7]{25})-(\d{1,10})-(\d{1,4})$/;

/**
 * The subject that the id of a message about one aggregate names, if a kind that sends messages has such ids. None for
 * another id, such as that of a brief, a digest or a co-reporter's notice.
 */
export function subjectOf(id: string, aggregates: Pick<Registry, 'owning'>): AggregateSubject | undefined {
  const [, station = '', aggregate = '', version, index] = OF_AGGREGATE.exec(id) ?? [];
  const owner = aggregates.owning(aggregate);
  if (!isStationId(station) || owner === undefined || owner.messages.kinds.length === 0) return undefined;
  const key = { kind: owner.kind, station, id: aggregate };
  return { about: 'aggregate', key, version: Number(version), index: Number(index) };
}
