import type { ShownPerson } from '../../api/shapes.ts';

/** What a chief is about to do; entering somebody who was struck begins with what is left of the entry. */
export type PersonAction =
  | { readonly kind: 'enter'; readonly person?: Pick<ShownPerson, 'person' | 'role' | 'displayName'> }
  | { readonly kind: 'change' | 'absences' | 'strike'; readonly person: ShownPerson };
