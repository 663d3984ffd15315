import * as z from 'zod/mini';
import type { AggregateProof } from '../engine/proof/aggregate-proof.ts';
import type { SeenLink } from '../engine/proof/seen.ts';
import type { Row } from '../engine/storage/row.ts';
import type { Case } from './case.ts';
import { keyOf } from './case-key.ts';
import { primaryIn } from './case-link.ts';
import { referenceIn } from './case-reference.ts';
import { toCase } from './row-parts.ts';

const target = z.object(toCase);

/** Rows that lead to cases: their numbers, the secret links of residents, and links between two cases. */
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
    const from = primaryIn(String(pk));
    if (from !== undefined) return { row: 'join', name: nameOf(row), ...found, from };
    return sk === 'T' && String(pk).startsWith('T#')
      ? ({ row: 'link', name: String(pk).slice(0, NAME_LENGTH_MAX), ...found } satisfies SeenLink)
      : undefined;
  },

  replacedBy(state) {
    const { status, duplicateOf, station } = state as Case;
    return status === 'duplicate' && duplicateOf !== undefined
      ? keyOf({ station, caseId: duplicateOf })
      : undefined;
  },
};

/** A key that no code of ours has made may be of any length. */
const NAME_LENGTH_MAX = 100;
const nameOf = ({ pk, sk }: Row): string => `${pk} / ${sk}`.slice(0, NAME_LENGTH_MAX);
