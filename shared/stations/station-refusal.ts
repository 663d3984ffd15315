/** What can stand in the way of a request about places, posters and links. */
export type StationRefusal =
  | { readonly code: 'not-found' }
  | { readonly code: 'code-replaced' }
  | { readonly code: 'link-used' }
  | { readonly code: 'link-expired' };
