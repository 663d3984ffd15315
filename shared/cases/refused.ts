import type { Refused as EngineRefused } from '../engine/refused.ts';
import type { Refusal } from './refusal.ts';

/** What a use case returns when it refuses a request; nothing was changed. */
export type Refused = EngineRefused<Refusal>;

export const refused = (refusal: Refusal): Refused => ({ refusal });
