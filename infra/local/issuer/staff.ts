import type { Role } from '../../../shared/engine/scope.ts';

/** A person who can sign in locally. The display name is shown on the sign-in page; tokens contain ids only. */
export interface StaffMember {
  readonly id: string;
  readonly role: Role;
  readonly station: string;
  readonly displayName: string;
}

export type Staff = readonly StaffMember[];

export const memberOf = (staff: Staff, id: unknown): StaffMember | undefined =>
  staff.find((member) => member.id === id);
