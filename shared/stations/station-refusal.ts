/** Refusals of requests about places, posters and links. */
export type StationRefusal =
  | { readonly code: 'not-found' }
  | { readonly code: 'code-replaced' }
  /** A row whose content goes into what is written was changed past the register. */
  | { readonly code: 'register-changed' }
  | { readonly code: 'link-used' }
  | { readonly code: 'link-expired' };
