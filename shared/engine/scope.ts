/** Weakest first: of the groups in a token, the strongest role counts (see shared/adapters/identity.ts). */
export const roles = ['auditor', 'guard', 'officer', 'chief'] as const;
export type Role = (typeof roles)[number];

declare const stationIdBrand: unique symbol;
/** A police room, e.g. `st1`: 1–32 lower-case letters, digits and hyphens. */
export type StationId = string & { readonly [stationIdBrand]: true };

declare const personIdBrand: unique symbol;
/** The `sub` claim of a member of staff: an opaque id, never a display name. */
export type PersonId = string & { readonly [personIdBrand]: true };

export const isStationId = (text: string): text is StationId => /^[a-z0-9-]{1,32}$/.test(text);

// Ids become parts of table keys, which are separated by `#`; an id with a `#` would make keys ambiguous.
export const isPersonId = (text: string): text is PersonId => /^[A-Za-z0-9._:@|+=/-]{1,128}$/.test(text);

/** A station id from trusted text (seeds, tests). Throws a RangeError for a malformed one, which is a defect. */
export function stationId(text: string): StationId {
  if (isStationId(text)) return text;
  throw new RangeError(`not a station id: ${JSON.stringify(text)}`);
}

/** A person id from trusted text (seeds, tests). Throws a RangeError for a malformed one, which is a defect. */
export function personId(text: string): PersonId {
  if (isPersonId(text)) return text;
  throw new RangeError(`not a person id: ${JSON.stringify(text)}`);
}

declare const scopeBrand: unique symbol;

/** The person, role and station that a staff request acts for. Only `scopeOf` can make one. */
export interface Scope {
  readonly station: StationId;
  readonly person: PersonId;
  readonly role: Role;
  readonly [scopeBrand]: true;
}

/**
 * Makes a scope. Only the token check (and tests) may call it: every staff query takes a `Scope`, so code that has not
 * passed the check cannot name a station.
 */
export const scopeOf = (verified: Readonly<{ station: StationId; person: PersonId; role: Role }>): Scope =>
  // The brand exists only for the compiler; the three fields are copied so that no other claim is carried along.
  Object.freeze({ station: verified.station, person: verified.person, role: verified.role }) as Scope;

/**
 * The view of a member of staff as the roster knows them, for what the system itself counts on their behalf (the
 * morning brief). The district desk changes no case here, so it gets the rights of an auditor.
 */
export const rosterScope = (
  member: Readonly<{ station: StationId; person: PersonId; role: Role | 'district' }>,
) => scopeOf({ ...member, role: member.role === 'district' ? 'auditor' : member.role });

/** Who caused a fact. */
export type Actor =
  | {
      readonly kind: 'staff';
      readonly person: PersonId;
      readonly role: Role;
      readonly station: StationId;
    }
  | { readonly kind: 'resident' }
  /** A resident whose own report was linked to this case. */
  | { readonly kind: 'co-reporter' }
  /** A person without an account who was given one task on one case. */
  | { readonly kind: 'helper' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'system' };

export type StaffActor = Extract<Actor, { readonly kind: 'staff' }>;

/** Who reads what must be on record. */
export type ReadingActor = Extract<Actor, { readonly kind: 'staff' | 'helper' }>;

/** The member of staff behind a scope, as the actor of a command. */
export const staffActor = ({ person, role, station }: Scope): StaffActor => ({
  kind: 'staff',
  person,
  role,
  station,
});
