import type { Refusal } from '../cases/refusal.ts';

/** What a use case answers when the request cannot be met; nothing was changed. */
export interface Refused {
  readonly refusal: Refusal;
}

export const refused = (refusal: Refusal): Refused => ({ refusal });
