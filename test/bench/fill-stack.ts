import { join } from 'node:path';
import { bulkCases } from './bulk-cases.ts';
import type { Reported } from './reporting.ts';
import { requestJson } from './request.ts';
import type { Stack } from './stack.ts';
import { staffToken } from './staff-token.ts';

interface Rows {
  readonly rows: readonly { readonly caseId: string; readonly reference: string }[];
}

/** Copies one of the reported cases as often as asked into the table of a run that is settled. */
export async function fillStack(
  stack: Stack,
  { reports }: Pick<Reported, 'reports'>,
  count: number,
  onDone: (done: number) => void,
): Promise<void> {
  if (count === 0) return;
  const [{ reference } = { reference: '' }] = reports;
  const bearer = await staffToken(stack, 'officer');
  const found = await requestJson<Rows>(stack.origin, {
    path: `/v1/office/cases?reference=${reference}`,
    bearer,
  });
  const [original] = found.rows;
  if (original === undefined) throw new Error(`the list has no case ${reference}`);
  const bulk = bulkCases({
    databaseFile: join(stack.dataDir, 'table.db'),
    tableName: stack.tableName,
    ...original,
  });
  try {
    bulk.add(count, onDone);
  } finally {
    bulk.close();
  }
}
