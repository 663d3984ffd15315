import type { CaseKey } from '../../cases/case-key.ts';
import type { ProofStore } from './proof-store.ts';
import type { SeenCase } from './seen.ts';

type Met = Pick<SeenCase, 'reference'>;

/** The cases that a run has met. A number, a link and some messages lead to each, and it is asked for once. */
export interface MetCases {
  meet(row: SeenCase): void;
  /** `undefined` when there is no such case. */
  find(key: CaseKey): Promise<Met | undefined>;
}

/** Some megabytes; a run over more cases asks for some of them twice. */
const MET_MAX = 50_000;

export function metCases(proofs: Pick<ProofStore, 'look'>): MetCases {
  const met = new Map<string, Met>();
  const nameOf = ({ station, caseId }: CaseKey) => `${station}/${caseId}`;
  const meet = ({ key, reference }: SeenCase): void => {
    if (met.size >= MET_MAX) met.clear();
    met.set(nameOf(key), { ...(reference !== undefined && { reference }) });
  };
  return {
    meet,
    async find(key) {
      const known = met.get(nameOf(key));
      if (known !== undefined) return known;
      const row = await proofs.look(key);
      if (row !== undefined) meet(row);
      return row;
    },
  };
}
