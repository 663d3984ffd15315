import type { Case } from '../../domain/case.ts';
import type { CaseKey } from '../../domain/case-key.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Photo } from '../../domain/photo.ts';
import type { Priority } from '../../domain/priority.ts';
import type { Proof } from '../../domain/proof.ts';
import type {
  CommandRecord,
  Delivery,
  DeliverySubject,
  DueRow,
  FactRecord,
  Opening,
  Person,
  Place,
  Sighting,
  Station,
  Submission,
  TextRecord,
} from '../../records.ts';
import type { ProofRun } from '../../seen.ts';

/** Where something stands in the due index, and how often it was parked there. */
export interface Due {
  readonly lane: Priority;
  readonly shard: number;
  readonly row: DueRow;
  readonly parked: number;
}

/** Everything a store keeps, by plain keys. Tests may look inside, and spoil what they find. */
export interface Tables {
  readonly cases: Map<string, Case | 'unreadable'>;
  readonly facts: Map<string, readonly FactRecord[]>;
  readonly texts: Map<string, readonly TextRecord[]>;
  readonly deliveries: Map<string, Delivery>;
  readonly photos: Map<string, readonly Photo[]>;
  readonly due: Map<string, Due>;
  readonly submissions: Map<string, Submission>;
  readonly references: Map<string, CaseKey>;
  readonly openings: Map<string, Opening>;
  /** Proofs used up, by their nonce. */
  readonly spent: Set<string>;
  readonly tallies: Map<string, number>;
  /** By the surviving case and the one that joined it. */
  readonly joins: Map<string, { readonly from: CaseKey; readonly to: CaseKey }>;
  readonly sightings: Map<string, Sighting>;
  readonly commands: Map<string, CommandRecord>;
  readonly places: Map<string, Place>;
  readonly people: Map<string, Person | 'unreadable'>;
  readonly stations: Map<string, Station>;
  readonly proofs: Map<string, Proof>;
  /** The one run that is not over, if there is one. */
  readonly proofRun: ProofRun[];
}

export const emptyTables = (): Tables => ({
  cases: new Map(),
  facts: new Map(),
  texts: new Map(),
  deliveries: new Map(),
  photos: new Map(),
  due: new Map(),
  submissions: new Map(),
  references: new Map(),
  openings: new Map(),
  spent: new Set(),
  tallies: new Map(),
  joins: new Map(),
  sightings: new Map(),
  commands: new Map(),
  places: new Map(),
  people: new Map(),
  stations: new Map(),
  proofs: new Map(),
  proofRun: [],
});

export const caseName = ({ station, caseId }: CaseKey): string => `${station}/${caseId}`;

export function deliveryName(subject: DeliverySubject): string {
  switch (subject.about) {
    case 'case':
      return `${caseName(subject.key)}/D/${subject.version}/${subject.index}`;
    case 'brief':
      return `${subject.station}/${subject.day}/D/${subject.party}`;
    case 'crowd':
      return `${subject.station}/crowd ${subject.crowd}/D/${subject.since}`;
  }
}

export const dueName = (row: DueRow): string =>
  row.kind === 'case' ? caseName(row.key) : deliveryName(row.subject);

/** Puts a row into the due index, or takes it out when it is due no more. */
export function setDue(tables: Tables, name: string, due: Omit<Due, 'parked'> | undefined): void {
  if (due === undefined) tables.due.delete(name);
  else tables.due.set(name, { ...due, parked: 0 });
}

export const dueRowAt = (row: DueRow, dueAt: Instant): DueRow => ({ ...row, dueAt });
