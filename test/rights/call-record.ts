import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Admitted } from '../../infra/local/rights/gate.ts';
import type { StatementData } from '../../infra/local/rights/statement.ts';

/** What the functions of one run or of several did, and what their roles allow. */
export interface CallRecord {
  readonly calls: readonly Admitted[];
  readonly statements: Readonly<Record<string, readonly StatementData[]>>;
}

/** Collects different calls: the same call for another case is the same. */
export function callCollector() {
  const calls = new Map<string, Admitted>();
  return {
    add(call: Admitted): void {
      const name = JSON.stringify(call).replaceAll(/\b[a-z][a-z0-9]{25}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…');
      if (!calls.has(name)) calls.set(name, call);
    },
    calls: (): readonly Admitted[] => [...calls.values()],
  };
}

export function saveRecord(directory: string, name: string, record: CallRecord): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.json`), JSON.stringify(record));
}

/** The message is a sentence. */
export class NoRecord extends Error {}

/**
 * All records of a directory as one.
 * @throws NoRecord when there is none, or a file holds something else
 */
export function readRecords(directory: string): CallRecord {
  const files = namesIn(directory).filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new NoRecord(`${directory} holds no record of calls. Name another.`);
  const records = files.map((name) => recordIn(join(directory, name)));
  return {
    calls: records.flatMap(({ calls }) => calls),
    statements: records.at(-1)?.statements ?? {},
  };
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    throw new NoRecord(`${directory} cannot be read as a directory. Name another.`, { cause });
  }
}

function recordIn(file: string): CallRecord {
  try {
    const read: Partial<CallRecord> | null = JSON.parse(readFileSync(file, 'utf8'));
    const { calls, statements } = read ?? {};
    if (Array.isArray(calls) && statements !== undefined) return { calls, statements };
  } catch (cause) {
    throw new NoRecord(`${file} is broken. Delete it, or record the calls again.`, { cause });
  }
  throw new NoRecord(`${file} is no record of calls. Delete it, or record the calls again.`);
}
