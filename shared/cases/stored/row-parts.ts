import * as z from 'zod/mini';
import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { Row } from '../../engine/storage/row.ts';
import { idOf, readRow, stationId } from '../../engine/storage/row-parts.ts';
import type { CaseId } from '../case.ts';
import { type CaseKey, isCaseId, keyOf } from '../case-key.ts';
import { isReference, type Reference } from '../reference.ts';

export const caseId = idOf<CaseId>(isCaseId);
export const reference = idOf<Reference>(isReference);
/** The 32 bytes of a public key, as base64url. */
export const publicKey = z.string().check(z.regex(/^[\w-]{43}$/));

/** Schemas of the attributes by which a row refers to a case. */
export const caseRefFields = { station: stationId, caseId };

/** The attributes by which a row refers to a case. */
export const caseRefOf = ({ station, id }: AggregateKey): Row => ({ station, caseId: id });

const caseRef = onFirstUse(() => z.object(caseRefFields));
/** The case that a row refers to. */
export const caseKeyOf = (row: Row): CaseKey => keyOf(readRow(caseRef, row));
