import * as z from 'zod/mini';
import type { AggregateProof } from '../engine/proof/aggregate-proof.ts';
import type { SeenLink } from '../engine/proof/seen.ts';
import type { Row } from '../engine/storage/row.ts';
import { nameOfRow, shortName } from '../engine/storage/row-hash.ts';
import type { Case } from './case.ts';
import { keyOf } from './case-key.ts';
import { primaryIn } from './case-link.ts';
import { referenceIn } from './case-reference.ts';
import type { Fact } from './fact.ts';
import { phoneRowIn } from './phones/phone-rows.ts';
import { isReaderOf } from './reading/is-reader-of.ts';
import { caseRefFields } from './stored/row-parts.ts';

const target = z.object(caseRefFields);

/**
 * What the prover checks of rows that refer to cases: references, residents' secret links, links between cases, and rows
 * that find a case by telephone.
 */
export const caseProof: AggregateProof = {
  attributes: ['station', 'caseId'],

  linkIn(row) {
    const { pk, sk } = row;
    const to = target.safeParse(row);
    const found = to.success ? { to: keyOf(to.data), station: to.data.station } : {};
    const reference = referenceIn(row);
    if (reference !== undefined) {
      const name = `${reference.station}-${reference.reference}`;
      return { row: 'reference', name, ...found, ...reference };
    }
    const search = phoneRowIn(row);
    if (search !== undefined) return { row: 'search', name: nameOf(row), ...found, ...search };
    const from = primaryIn(String(pk));
    if (from !== undefined) return { row: 'join', name: nameOf(row), ...found, from };
    return sk === 'T' && String(pk).startsWith('T#')
      ? ({ row: 'link', name: shortName(String(pk)), ...found } satisfies SeenLink)
      : undefined;
  },

  isAsBegun: (state, first) => isReaderOf(first as Fact, state as Case),

  replacedBy(state) {
    const { status, duplicateOf, station } = state as Case;
    if (status !== 'duplicate') return undefined;
    return duplicateOf === undefined ? 'missing' : keyOf({ station, caseId: duplicateOf });
  },
};

const nameOf = (row: Row): string => shortName(nameOfRow(row));
