import type { Instant } from '../../engine/calendar/instant.ts';
import { handleCommand } from '../../engine/commands/handle-command.ts';
import { OperatorFault } from '../../engine/operator-fault.ts';
import type { Row } from '../../engine/storage/row.ts';
import { caseAggregate } from '../case-aggregate.ts';
import type { CaseKey } from '../case-key.ts';
import { refused } from '../refused.ts';
import type { StoredRows } from '../stored/stored-rows.ts';
import type { World } from '../world.ts';

export interface Repair {
  readonly versionSeen: number;
  readonly attribute: string;
  readonly value: unknown;
}

export interface RepairWorld extends Pick<World, 'store' | 'policies'> {
  readonly rows: StoredRows;
}

/**
 * Repairs one attribute of a case so that its row decodes again. The repair is a command like any other: it writes the
 * next version and a fact that names the attribute, on the condition that the case was not changed since it was looked
 * at. A row that decodes is left alone, except for its policy version: a case whose policy cannot be used needs another.
 * @throws OperatorFault when it must not be repaired so, or was changed meanwhile; then nothing was written
 */
export async function repairCase(
  { store, policies, rows }: RepairWorld,
  key: CaseKey,
  { versionSeen, attribute, value }: Repair,
  now: Instant,
): Promise<{ readonly version: number }> {
  const row = await rows.row(key);
  if (row === undefined) throw new OperatorFault(`there is no case ${key.id}`);
  if (row.version !== versionSeen) {
    throw new OperatorFault(`the case has version ${row.version} now; look at it again`);
  }
  if (!rows.repairable.includes(attribute)) {
    throw new OperatorFault(`${attribute} is not one of ${rows.repairable.join(', ')}`);
  }
  if (attribute !== 'policy' && decoded(rows, row) !== undefined) {
    throw new OperatorFault('the row of this case decodes; staff change the case itself, by a move');
  }
  const before = decoded(rows, { ...row, [attribute]: value });
  if (before === undefined) {
    throw new OperatorFault(`the row of this case does not decode with this ${attribute} either`);
  }
  const handled = await handleCommand(
    // The command is decided on the repaired state.
    { store: { ...store, load: async <State>() => before as State }, policies },
    caseAggregate,
    { key, station: key.station, now, triesMax: 1 },
    async () =>
      before.version === versionSeen
        ? { command: { move: 'repair' as const, attribute }, by: { kind: 'system' as const } }
        : refused({ code: 'changed-meanwhile', version: before.version }),
  );
  if (handled.outcome !== 'committed') {
    throw new OperatorFault('the case was changed meanwhile; look at it again');
  }
  return { version: handled.answer.version };
}

function decoded(rows: StoredRows, row: Row) {
  try {
    return rows.decode(row);
  } catch {
    return undefined;
  }
}
