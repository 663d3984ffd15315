import { nameOfKey } from '../aggregate-key.ts';
import type { DeliverySubject } from './delivery.ts';

/**
 * The id of one delivery: the same for each attempt, so that receivers recognise a repeat. It has no full stops,
 * because these separate the parts of a webhook's signed content.
 */
export function deliveryId(subject: DeliverySubject): string {
  switch (subject.about) {
    case 'aggregate':
      return `${nameOfKey(subject.key)}-${subject.version}-${subject.index}`;
    case 'brief':
      return `${subject.station}-brief-${subject.day}-${subject.responsible}`;
    case 'batch':
      return `${subject.station}-batch-${subject.batch}-${subject.since}`;
    case 'test':
      return `${subject.station}-test-${subject.channel}-${subject.at}`;
  }
}
