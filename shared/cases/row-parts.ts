import * as z from 'zod/mini';
import type { AggregateKey } from '../engine/aggregate-key.ts';
import type { Row } from '../engine/storage/row.ts';
import { idOf, readRow, stationId } from '../engine/storage/row-parts.ts';
import type { CaseId } from './case.ts';
import { type CaseKey, isCaseId, keyOf } from './case-key.ts';
import { isReference, type Reference } from './reference.ts';

export const caseId = idOf<CaseId>(isCaseId);
export const reference = idOf<Reference>(isReference);

/** The part of a row that leads to a case. */
export const toCase = { station: stationId, caseId };

/** What a row that leads to a case holds. */
export const leadingTo = ({ station, id }: AggregateKey): Row => ({ station, caseId: id });

const leadingShape = z.object(toCase);
/** The case that a row leads to. */
export const caseKeyOf = (row: Row): CaseKey => keyOf(readRow(leadingShape, row));
