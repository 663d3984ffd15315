import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import { benches } from './benches.ts';
import { compare } from './compare.ts';
import { measure } from './measure.ts';
import { type BenchOptions, helpFor, readOptions } from './options.ts';
import { UnknownRef } from './worktree.ts';

// `npm run bench`. Exits with 1 and a sentence when an option is wrong or something could not be measured.

/** As on Lambda. */
process.env.TZ = 'UTC';

handleProcessErrors();
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const names = Object.keys(benches);
const options = optionsOrSentence();
if (options?.help) print(helpFor(names));
else if (options !== undefined) await runOrSentence(options);

async function runOrSentence(given: BenchOptions): Promise<void> {
  try {
    await run(given);
  } catch (error) {
    if (!(error instanceof UnknownRef)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function run({ against, ...rest }: BenchOptions): Promise<void> {
  const chosen = names.filter((name) => rest.only.length === 0 || rest.only.includes(name));
  if (against === undefined) await measure(chosen, { ...rest, against }, print);
  else await compare(chosen, { ...rest, against }, print);
}

function optionsOrSentence(): BenchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2), names);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${helpFor(names)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}
