import type { DeliverySubject } from './delivery.ts';

/**
 * The name of one delivery: the same for each attempt, so that a receiver can tell a repeat. Without full stops,
 * which separate the parts of what a webhook signs.
 */
export function deliveryName(subject: DeliverySubject): string {
  switch (subject.about) {
    case 'case':
      return `${subject.key.station}-${subject.key.caseId}-${subject.version}-${subject.index}`;
    case 'brief':
      return `${subject.station}-brief-${subject.day}-${subject.responsible}`;
    case 'batch':
      return `${subject.station}-crowd-${subject.batch}-${subject.since}`;
  }
}
