import { signal } from '@preact/signals';

/** The case that is chosen in the list; on a wide screen it is shown beside it. */
export const chosenCase = signal<string | undefined>(undefined);
