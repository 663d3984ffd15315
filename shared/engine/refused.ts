/** The result of a use case that refused its request; nothing was changed. */
export interface Refused<Refusal extends { readonly code: string }> {
  readonly refusal: Refusal;
}

export const refused = <const Refusal extends { readonly code: string }>(
  refusal: Refusal,
): Refused<Refusal> => ({ refusal });
