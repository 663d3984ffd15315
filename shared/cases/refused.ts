import type { Refused as EngineRefused } from '../engine/refused.ts';
import type { Refusal } from './refusal.ts';

/** What a use case of cases answers when the request cannot be met; nothing was changed. */
export type Refused = EngineRefused<Refusal>;

export const refused = (refusal: Refusal): Refused => ({ refusal });
