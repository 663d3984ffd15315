import * as z from 'zod/mini';
import { onFirstUse } from '../engine/on-first-use.ts';
import type { AggregateProof } from '../engine/proof/aggregate-proof.ts';
import { registerKey } from './register-key.ts';
import { stationOfRow } from './register-rows.ts';

const factShape = onFirstUse(() =>
  z.object({ rows: z.array(z.object({ pk: z.string(), sk: z.string(), hash: z.string() })) }),
);

/** What the prover checks of a station's rows: each is as the newest fact of the station's register says. */
export const registerProof: AggregateProof = {
  attributes: ['station'],
  linkIn: () => undefined,
  replacedBy: () => undefined,
  recorded: {
    recordOf(row) {
      const station = stationOfRow(row);
      return station && registerKey(station);
    },
    // The row of a code says its station in an attribute, which is compared with the fact when it is read.
    mayName: ({ station, id }, { pk, sk }) =>
      id === registerKey(station).id && stationOfRow({ pk, sk, station }) === station,
    rowsIn: (fact) => factShape().safeParse(fact).data?.rows ?? [],
  },
};
