/** Pages that the start lists once the run is ready; paths start with a slash. */
export const worthOpening: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'The form of building 8, entrance 2', path: '/q/b08-2' },
  { what: 'The API, described', path: '/docs' },
  { what: 'The inbox: everything that was sent', path: '/local/outbox' },
];
