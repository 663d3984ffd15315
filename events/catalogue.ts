import { caseFactRecorded } from './case-fact-recorded.ts';
import { deliveryOffered } from './delivery-offered.ts';

/** Every event that leaves the system. Each has samples of its own name in `samples/`. */
export const catalogue = [deliveryOffered, caseFactRecorded] as const;
