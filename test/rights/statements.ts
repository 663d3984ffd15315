import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import { type CallRecord, NoRecord, readRecords } from './call-record.ts';
import { neededStatements, type StatementNeed } from './needed-statements.ts';

const help = `Usage: npm run statements [-- --calls DIRECTORY]

Is every statement of every role needed, and would the suite notice its loss? Runs the scenarios of the local run with a
record of each call that a role allowed (some minutes), takes away each statement in turn, and does the calls again in
process. Prints for each statement the call that is refused without it. A statement that no call needs is printed last,
and ends this with status 1: it is either of no use, or nothing tests it.

  --calls DIRECTORY  use the calls of an earlier run, which has printed where they are
  --help             this text`;

/** Together they need every statement; each fails when a function is refused something. */
const scenarios = ['seldom', 'photos', 'proof', 'resident-notices'];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function record(): string {
  const directory = mkdtempSync(join(tmpdir(), 'huiying-calls-'));
  const files = scenarios.map((name) => `test/local/scenarios/${name}.test.ts`);
  const { status } = spawnSync('vitest', ['run', ...files], {
    stdio: 'inherit',
    env: { ...process.env, RECORD_CALLS_IN: directory },
  });
  print(`The calls are in ${directory}.`);
  if (status !== 0) throw new Error('A scenario failed, so its calls are not complete.');
  return directory;
}

const nameOf = ({ title, statement: { actions, resources, conditions } }: StatementNeed): string => {
  const keys = Object.values(conditions).flatMap((byKey) => byKey['dynamodb:LeadingKeys'] ?? []);
  const rows = keys.filter((key) => key !== 'false').join(' ');
  const what = resources.map((resource) => resource.slice(resource.lastIndexOf(':') + 1)).join(' ');
  return `${title}: ${actions.join(', ')} on ${what} ${rows}`.trimEnd();
};

handleProcessErrors();
const { values } = parseArgs({ options: { calls: { type: 'string' }, help: { type: 'boolean' } } });

/** Undefined, with a sentence, where they cannot be read. */
function recordsOrSentence(): CallRecord | undefined {
  try {
    return readRecords(values.calls ?? record());
  } catch (error) {
    if (!(error instanceof NoRecord)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

const records = values.help ? undefined : recordsOrSentence();
if (values.help) print(help);
else if (records !== undefined) {
  const needs = neededStatements(records);
  for (const need of needs) {
    const { refused } = need;
    if (refused === undefined) continue;
    print(nameOf(need));
    const [row] = refused.context['dynamodb:LeadingKeys'] ?? [];
    print(`  refused without it: ${refused.action} on ${row ?? refused.resource}`);
  }
  const unneeded = needs.filter(({ refused }) => refused === undefined);
  for (const need of unneeded) print(`NOT NEEDED ${nameOf(need)}`);
  print(`${needs.length} statements, ${unneeded.length} of them needed by no call`);
  if (needs.length === 0 || unneeded.length > 0) process.exitCode = 1;
}
