/** Refusals of requests about places, posters and links. */
export type StationRefusal =
  | { readonly code: 'not-found' }
  | { readonly code: 'code-replaced' }
  | { readonly code: 'link-used' }
  | { readonly code: 'link-expired' };
