import { deliveryOffered } from './delivery-offered.ts';
import { factRecorded } from './fact-recorded.ts';

/** Every event that leaves the system. Each has samples of its own name in `samples/`. */
export const catalogue = [deliveryOffered, factRecorded] as const;
