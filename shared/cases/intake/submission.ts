import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { readRow } from '../../engine/storage/row-parts.ts';
import type { CompanionStore, Freshness } from '../../engine/storage/store.ts';
import { type CaseKey, keyOf } from '../case-key.ts';
import { caseRefFields, caseRefOf } from '../stored/row-parts.ts';

/** The row `T#sha256(token)`: it deduplicates reports and leads from a secret link to its case. */
export interface Submission {
  readonly tokenHash: string;
  readonly key: CaseKey;
  readonly contentHash: string;
}

/** The same row for the request of a resident, who brings the secret that opens its key. */
export interface SecretLink extends Submission {
  /** The private half of the case's reader key, which only the link's secret opens. */
  readonly readerKey: string;
}

const submissionRow = (tokenHash: string): RowKey => ({ pk: `T#${tokenHash}`, sk: 'T' });

export const submissionCompanion = ({ tokenHash, key, contentHash, readerKey }: SecretLink): Companion => ({
  key: submissionRow(tokenHash),
  values: { ...caseRefOf(key), contentHash, readerKey },
  condition: 'absent',
  conflict: 'token',
});

const targetFields = { ...caseRefFields, contentHash: z.string() };
const shape = onFirstUse(() => z.object(targetFields));
const linkShape = onFirstUse(() => z.object({ ...targetFields, readerKey: z.exactOptional(z.string()) }));

/** What says which case a link leads to. Staff receive reports too, but may read nothing else of this row. */
export const submissionTarget: readonly string[] = ['pk', 'sk', ...Object.keys(targetFields)];

/** The case that a report became, without the key of its reader. A recent read may miss one of moments ago. */
export async function findSubmission(
  store: Pick<CompanionStore, 'companion'>,
  tokenHash: string,
  freshness: Freshness = 'latest',
): Promise<Submission | undefined> {
  const row = await store.companion(submissionRow(tokenHash), submissionTarget, freshness);
  if (row === undefined) return undefined;
  const { contentHash, ...found } = readRow(shape, row);
  return { tokenHash, key: keyOf(found), contentHash };
}

/**
 * The case of a secret link, with the key of its reader, which only the function of residents may read. A link whose key
 * was erased opens nothing and is none.
 */
export async function findLink(
  store: Pick<CompanionStore, 'companion'>,
  tokenHash: string,
): Promise<SecretLink | undefined> {
  const row = await store.companion(submissionRow(tokenHash));
  if (row === undefined) return undefined;
  const { contentHash, readerKey, ...found } = readRow(linkShape, row);
  return readerKey === undefined ? undefined : { tokenHash, key: keyOf(found), contentHash, readerKey };
}
