import { deliveryOffered } from './delivery-offered.ts';
import { factRecorded } from './fact-recorded.ts';
import { proofAsked } from './proof-asked.ts';

/** Every type of event that the system publishes. Each has samples in `samples/`, named after it. */
export const catalogue = [deliveryOffered, factRecorded, proofAsked] as const;
