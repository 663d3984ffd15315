import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import { coldStarts } from './cold.ts';
import { renderings } from './render.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The benchmarks by name. Compare ratios within one run: other processes on the machine change absolute times. */
const benches: Readonly<Record<string, (print: (line: string) => void) => Promise<void>>> = {
  cold: coldStarts,
  render: renderings,
};

const help = `Usage: npm run bench -- [--only NAME]

Measures, and prints what was measured.

  --only NAME   one of: ${Object.keys(benches).join(', ')}
  --help        this text`;

handleProcessErrors();
const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
const chosen = Object.entries(benches).filter(([name]) => values.only === undefined || values.only === name);
if (values.help) print(help);
else if (chosen.length === 0) {
  process.stderr.write(`There is no bench "${values.only}".\n\n${help}\n`);
  process.exitCode = 1;
} else {
  for (const [name, run] of chosen) {
    print(`— ${name}`);
    await run(print);
  }
}
