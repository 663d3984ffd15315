import type { AggregateKey } from '../engine/aggregate-key.ts';
import type { Scope, StationId } from '../engine/scope.ts';
import type { Case, CaseId } from './case.ts';
import type { Fact } from './fact.ts';

declare const caseKeyBrand: unique symbol;

/**
 * Identifies one case of one station. A key is made from a verified scope, from the resident's secret link, or from a
 * stored row. The brand keeps object literals from being keys, so a query with an unverified station does not compile.
 */
export interface CaseKey extends AggregateKey<Case, Fact> {
  readonly kind: 'case';
  readonly id: CaseId;
  readonly [caseKeyBrand]: true;
}

const mint = (station: StationId, id: CaseId): CaseKey => ({ kind: 'case', station, id }) as CaseKey;

/** The key of a case that staff request: always in their own station, whatever the request contains. */
export const inScope = (scope: Scope, caseId: CaseId): CaseKey => mint(scope.station, caseId);

/** The key of a case that was already found by its row, its token or its due date. For stores and use cases. */
export const keyOf = ({
  station,
  caseId,
}: {
  readonly station: StationId;
  readonly caseId: CaseId;
}): CaseKey => mint(station, caseId);

const CASE_ID = /^c[a-z2-7]{25}$/;
export const isCaseId = (text: string): text is CaseId => CASE_ID.test(text);
