/** The weakest first: of several groups a person's strongest role counts (see shared/adapters/identity.ts). */
export const roles = ['auditor', 'guard', 'officer', 'chief'] as const;
export type Role = (typeof roles)[number];

declare const stationIdBrand: unique symbol;
/** A police room, e.g. `st1`: 1–32 lower-case letters, digits and hyphens. */
export type StationId = string & { readonly [stationIdBrand]: true };

declare const personIdBrand: unique symbol;
/** The issuer's `sub` of a member of staff; an opaque name, never a display name. */
export type PersonId = string & { readonly [personIdBrand]: true };

export const isStationId = (text: string): text is StationId => /^[a-z0-9-]{1,32}$/.test(text);

// Ids become parts of table keys, whose separator is `#`; leaving it out here is what keeps keys unambiguous.
export const isPersonId = (text: string): text is PersonId => /^[A-Za-z0-9._:@|+=/-]{1,128}$/.test(text);

/** A station id from trusted text (seeds, tests); a malformed one is a defect and throws a RangeError. */
export function stationId(text: string): StationId {
  if (isStationId(text)) return text;
  throw new RangeError(`not a station id: ${JSON.stringify(text)}`);
}

/** A person id from trusted text (seeds, tests); a malformed one is a defect and throws a RangeError. */
export function personId(text: string): PersonId {
  if (isPersonId(text)) return text;
  throw new RangeError(`not a person id: ${JSON.stringify(text)}`);
}

declare const scopeBrand: unique symbol;

/** Whose desk and which station a staff request may touch. No object literal is one: see `scopeOf`. */
export interface Scope {
  readonly station: StationId;
  readonly person: PersonId;
  readonly role: Role;
  readonly [scopeBrand]: true;
}

/**
 * Mints a scope. Only the token check may call it (and tests): every staff query takes a `Scope`, so nothing that
 * did not pass the check can name a station.
 */
export const scopeOf = (verified: Readonly<{ station: StationId; person: PersonId; role: Role }>): Scope =>
  // The brand exists only for the compiler; copying the three fields keeps other claims from travelling along.
  Object.freeze({ station: verified.station, person: verified.person, role: verified.role }) as Scope;

/**
 * The view of a member of staff as the roster knows them, for what the system itself counts on their behalf (the
 * morning brief). The district desk changes nothing here, so it sees what an auditor may.
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
  /** Somebody whose own report joined this case. */
  | { readonly kind: 'co-reporter' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'system' };

/** The member of staff behind a scope, as the actor of a command. */
export const staffActor = ({ person, role, station }: Scope): Actor => ({
  kind: 'staff',
  person,
  role,
  station,
});
