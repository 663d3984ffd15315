import type { DeliverySubject } from '../records.ts';

/**
 * The name of one delivery: the same for each attempt, so that a receiver can tell a repeat. Without full stops,
 * which separate the parts of what a webhook signs.
 */
export const deliveryName = (subject: DeliverySubject): string =>
  subject.about === 'case'
    ? `${subject.key.station}-${subject.key.caseId}-${subject.version}-${subject.index}`
    : `${subject.station}-brief-${subject.day}-${subject.party}`;
