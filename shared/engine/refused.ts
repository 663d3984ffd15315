/** What a use case answers when the request cannot be met; nothing was changed. */
export interface Refused<Refusal extends { readonly code: string }> {
  readonly refusal: Refusal;
}

export const refused = <const Refusal extends { readonly code: string }>(
  refusal: Refusal,
): Refused<Refusal> => ({ refusal });
