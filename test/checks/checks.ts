import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import type { Check } from './check.ts';
import { everyCheck } from './every-check.ts';
import { measureAll } from './measure-all.ts';
import { everyRender } from './render.ts';
import { rowsOf, tableOf } from './table.ts';

const FAULTS_SHOWN = 5;

const help = `Usage: npm run checks -- [--only N] [--json]

Measures the pages for residents and the console in a real browser: every page in every state, language, theme, width and size
(${everyRender.length} renders), then the journeys and the loading times. Prints one table: each check with its threshold and
the worst value measured. Times depend on the machine and are only reported; every other check passes or fails, and one
failure makes this command fail. Takes about ten minutes.

  --only N   only the checks with this number
  --json     the table as JSON, with all faults
  --help     this text`;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Overwrites one progress line on a terminal; writes nothing when the output is redirected. */
const showProgress = (progress: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${progress}`);
};

async function run(checks: readonly Check[], isJson: (typeof values)['json']): Promise<void> {
  const rows = rowsOf(await measureAll(checks, showProgress));
  showProgress('');
  const failed = rows.filter(({ verdict }) => verdict === 'FAIL');
  if (failed.length > 0) process.exitCode = 1;
  if (isJson) return print(JSON.stringify(rows, null, 2));
  print(tableOf(rows));
  for (const { number, check, faults } of failed) {
    print(`\n${number}: ${check}`);
    for (const fault of faults.slice(0, FAULTS_SHOWN)) print(`  ${fault}`);
    if (faults.length > FAULTS_SHOWN) print(`  and ${faults.length - FAULTS_SHOWN} more`);
  }
}

handleProcessErrors();
const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
});
const chosen = everyCheck().filter(
  ({ number }) => values.only === undefined || values.only === String(number),
);
if (values.help) print(help);
else if (chosen.length === 0) {
  process.stderr.write(`No check has the number ${values.only}.\n\n${help}\n`);
  process.exitCode = 1;
} else await run(chosen, values.json);
