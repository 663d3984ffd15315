import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly help: boolean;
  /** The benches to run, in the order of the list; all when empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly callers: readonly number[];
  /** Reports of a load; of a soak and of memory all that it receives. */
  readonly cases: number;
  /** Cases that are copied into the table between the first half of the reports and the second. */
  readonly filled: number;
  /** How many cases are open besides those that are due. */
  readonly open: readonly number[];
  /** A load that takes longer ends early. */
  readonly secondsMax: number;
  readonly against: string | undefined;
  /** A file that gets the figures besides; how one version tells another its own. */
  readonly figures: string | undefined;
}

export const helpFor = (names: readonly string[]): string => `Usage: npm run bench -- [options]

Measures the system on this machine beside what it stands on, and prints what was measured. Other work on the machine
changes every time, so compare ratios within one run. Figures go to .bench/ too, a JSON object a line.

  --only <name>,…      Benches to run: ${names.join(', ')}. Default: all
  --callers <n>,…      How many send requests at the same time. Default: 1,16
  --cases <n>          Reports of a load; due cases of the clock. Default: intake 128, a quarter of it at one caller;
                       memory 512, soak 1000, clock 256
  --filled <n>         Cases that are copied into the table between the halves of memory and of soak. Default: 0
  --open <n>,…         Open cases that are not due, for the clock. Default: 1000,10000
  --seconds-max <n>    A load that takes longer ends early. Default: 60; reads 20, memory 90,
                       soak 300
  --rounds <n>         Rounds of a comparison. Default: 3
  --against <ref>      Compare with this git ref: both in every round, the order reversed each time
  --figures <file>     Write the figures to this file as well
  --help               Show this text`;

/** @throws Error with a sentence when a value is invalid */
export function readOptions(commandLine: readonly string[], names: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      help: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      callers: { type: 'string', default: '1,16' },
      cases: { type: 'string', default: '0' },
      filled: { type: 'string', default: '0' },
      open: { type: 'string', default: '1000,10000' },
      'seconds-max': { type: 'string', default: '0' },
      against: { type: 'string' },
      figures: { type: 'string' },
    },
  });
  const only = values.only.split(',').filter((name) => name !== '');
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no bench "${unknown}": ${names.join(', ')}.`);
  return {
    help: values.help,
    only,
    rounds: whole('rounds', values.rounds, 1),
    callers: values.callers.split(',').map((text) => whole('callers', text, 1)),
    cases: whole('cases', values.cases, 0),
    filled: whole('filled', values.filled, 0),
    open: values.open.split(',').map((text) => whole('open', text, 0)),
    secondsMax: whole('seconds-max', values['seconds-max'], 0),
    against: values.against,
    figures: values.figures,
  };
}

function whole(name: string, text: string, min: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= min) return Number(text);
  throw new Error(`--${name} takes whole numbers from ${min}, not "${text}".`);
}
