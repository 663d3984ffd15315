import type { Scope, StationId } from '../engine/scope.ts';
import type { CaseId } from './case.ts';

declare const caseKeyBrand: unique symbol;

/**
 * Names one case of one station. There are three ways to one: a verified scope, a secret the resident holds, and a
 * row that the clock found due. No object literal is one, so no query compiles that could reach across stations.
 */
export interface CaseKey {
  readonly station: StationId;
  readonly caseId: CaseId;
  readonly [caseKeyBrand]: true;
}

const mint = (station: StationId, caseId: CaseId): CaseKey => ({ station, caseId }) as CaseKey;

/** A case as staff ask for it: always in their own station, whatever they write into the request. */
export const inScope = (scope: Scope, caseId: CaseId): CaseKey => mint(scope.station, caseId);

/** The key of a case that is held already: found by its row, its token or its due date. For stores and use cases. */
export const keyOf = ({
  station,
  caseId,
}: {
  readonly station: StationId;
  readonly caseId: CaseId;
}): CaseKey => mint(station, caseId);

const CASE_ID = /^c[a-z2-7]{25}$/;
export const isCaseId = (text: string): text is CaseId => CASE_ID.test(text);
