import type { Case } from '../../cases/case.ts';
import type { CaseKey } from '../../cases/case-key.ts';
import type { RecentReport } from '../../cases/intake/recent-report.ts';
import type { Submission } from '../../cases/intake/submission.ts';
import type { Photo } from '../../cases/photos/photo.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { CommandRecord } from '../../engine/command-record.ts';
import type { DueRow } from '../../engine/due-row.ts';
import type { FactRecord } from '../../engine/fact-record.ts';
import type { BatchWindow } from '../../engine/outbox/batch-window.ts';
import type { Delivery, DeliverySubject } from '../../engine/outbox/delivery.ts';
import type { Priority } from '../../engine/priority.ts';
import type { Proof } from '../../engine/proof/proof.ts';
import type { ProofRun } from '../../engine/proof/seen.ts';
import type { TextRecord } from '../../engine/text-record.ts';
import type { Person } from '../../stations/person.ts';
import type { Place } from '../../stations/place.ts';
import type { Station } from '../../stations/station.ts';

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
  readonly batchWindows: Map<string, BatchWindow>;
  /** Proofs used up, by their nonce. */
  readonly usedOnce: Set<string>;
  readonly rateCounters: Map<string, number>;
  /** By the primary case and the one that joined it. */
  readonly joins: Map<string, { readonly from: CaseKey; readonly to: CaseKey }>;
  readonly recentReports: Map<string, RecentReport>;
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
  batchWindows: new Map(),
  usedOnce: new Set(),
  rateCounters: new Map(),
  joins: new Map(),
  recentReports: new Map(),
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
      return `${subject.station}/${subject.day}/D/${subject.responsible}`;
    case 'batch':
      return `${subject.station}/crowd ${subject.batch}/D/${subject.since}`;
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
