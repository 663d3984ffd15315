import * as z from 'zod/mini';
import type { Companion } from '../../engine/storage/companion.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { readRow } from '../../engine/storage/row-parts.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import { type CaseKey, keyOf } from '../case-key.ts';
import { caseRefFields, caseRefOf } from '../stored/row-parts.ts';

/** The row `T#sha256(token)`: it deduplicates reports and leads from a secret link to its case. */
export interface Submission {
  readonly tokenHash: string;
  readonly key: CaseKey;
  readonly contentHash: string;
}

const submissionRow = (tokenHash: string): RowKey => ({ pk: `T#${tokenHash}`, sk: 'T' });

export const submissionCompanion = ({ tokenHash, key, contentHash }: Submission): Companion => ({
  key: submissionRow(tokenHash),
  values: { ...caseRefOf(key), contentHash },
  condition: 'absent',
  conflict: 'token',
});

const shape = z.object({ ...caseRefFields, contentHash: z.string() });

export async function findSubmission(
  store: Pick<CompanionStore, 'companion'>,
  tokenHash: string,
): Promise<Submission | undefined> {
  const row = await store.companion(submissionRow(tokenHash));
  if (row === undefined) return undefined;
  const { contentHash, ...found } = readRow(shape, row);
  return { tokenHash, key: keyOf(found), contentHash };
}
