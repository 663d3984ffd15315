import { getRow, type Table } from '../../shared/adapters/dynamo/rows.ts';
import { columnNames, stateIn } from '../../shared/adapters/dynamo/state-item.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { system } from '../../shared/adapters/system.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Case } from '../../shared/cases/case.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { refused } from '../../shared/cases/refused.ts';
import { handleCommand } from '../../shared/engine/commands/handle-command.ts';
import { stateRow } from '../../shared/engine/storage/keys.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { documents, keyIn, type ReportedCase } from './rows.ts';

/** Neither the version nor the head of the history: with these, a repair could hide a step. */
const repairable: readonly string[] = [...columnNames, ...caseAggregate.codec.attributes].filter(
  (name) => !['pk', 'sk', 'version', 'head'].includes(name),
);

function decodes(row: Row): boolean {
  try {
    stateIn(aggregates, row);
    return true;
  } catch {
    return false;
  }
}

export interface Repair {
  readonly versionSeen: number;
  readonly attribute: string;
  readonly value: unknown;
}

/**
 * Repairs one attribute of a case so that its row decodes again. The repair is a command like any other: it writes the
 * next version and a fact that names the attribute, on the condition that the case was not changed since it was looked
 * at. A row that decodes is left alone, except for its policy version: a case whose policy cannot be used needs another.
 * @throws Error when the row still does not decode or was changed meanwhile; then nothing was written
 */
export async function repair(
  reportedCase: ReportedCase,
  { versionSeen, attribute, value }: Repair,
): Promise<readonly object[]> {
  // Every sweep reads shard 0, whatever their number; the next commit moves the row to its own shard.
  const table: Table = {
    documents: documents(),
    name: reportedCase.table,
    aggregates,
    shardsPerLane: 1,
  };
  const store = dynamoStore(table);
  const { now } = system();
  const key = keyIn(reportedCase);
  const row = await getRow(table, stateRow(key));
  if (row === undefined) throw new Error(`there is no case ${reportedCase.caseId}`);
  if (row.version !== versionSeen)
    throw new Error(`the case has version ${row.version} now; look at it again`);
  if (!repairable.includes(attribute)) throw new Error(`${attribute} is not one of ${repairable.join(', ')}`);
  if (attribute !== 'policy' && decodes(row)) {
    throw new Error('the row of this case decodes; staff change the case itself, by a move');
  }
  const before = stateIn(aggregates, { ...row, [attribute]: value }) as Case;

  const handled = await handleCommand(
    {
      // The command is decided on the repaired state.
      store: { ...store, load: async <State>() => before as State },
      policies: publishedPolicies(store, now),
      channels: [],
    },
    caseAggregate,
    { key, station: key.station, now: now(), triesMax: 1 },
    async () =>
      before.version === versionSeen
        ? { command: { move: 'repair' as const, attribute }, by: { kind: 'system' as const } }
        : refused({ code: 'changed-meanwhile', version: before.version }),
  );
  if (handled.outcome !== 'committed') throw new Error('the case was changed meanwhile; look at it again');
  return [{ set: attribute, version: handled.answer.version }];
}
