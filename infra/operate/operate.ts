import { parseArgs } from 'node:util';

// Each action loads the clients that it needs, when it is asked for: somebody waits for it with an alarm in hand.
const kept = () => import('./kept.ts');
const post = () => import('./dead-letters.ts');

const help = `Usage: npm run --silent operate -- ACTION [OPTIONS]

What the person on duty needs beside the console, with the credentials of their own AWS profile; docs/runbook.md says
when. Prints JSON, a line for each thing found.

  dead-letters --queue PART --queues PREFIX      what stands in a dead-letter queue, without taking it
  redrive --queue PART --queues PREFIX --bus BUS hands its events to the bus once more, and takes out what was taken
  empty   --queue PART --queues PREFIX           takes everything out
  row     --table NAME --station S --case C      the row of a case
  facts   --table NAME --station S --case C      its history, oldest first
  roster  --table NAME --station S               who works there
  set     --table NAME --station S --case C --seen VERSION --attribute NAME --value JSON
          puts one attribute of a case right, if its version is still the one seen; the history names the attribute

  --queue PART      part of the queue's name, e.g. OutboxFailedOffers
  --queues PREFIX   what the stack's queues begin with, e.g. huiying-prod-; nothing in the local run
  --help            this text`;

const read = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      queue: { type: 'string' },
      queues: { type: 'string', default: '' },
      bus: { type: 'string' },
      table: { type: 'string' },
      station: { type: 'string' },
      case: { type: 'string' },
      seen: { type: 'string' },
      attribute: { type: 'string' },
      value: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
type Given = ReturnType<typeof read>['values'];

type Wanted = Exclude<keyof Given, 'queues' | 'help'>;

/** The actions, each taking from what was given what it cannot do without. */
const actionsOn = (given: Given): Readonly<Record<string, () => Promise<readonly unknown[]>>> => {
  const the = (name: Wanted): string => {
    const value = given[name];
    if (value === undefined) throw new Error(`--${name} is missing; see --help`);
    return value;
  };
  const queue = () => ({ prefix: given.queues, part: the('queue') });
  const station = () => ({ table: the('table'), station: the('station') });
  const reportedCase = () => ({ ...station(), caseId: the('case') });
  return {
    'dead-letters': async () => (await post()).deadLetters(queue()),
    redrive: async () => (await import('./redrive.ts')).redrive(queue(), the('bus')),
    empty: async () => (await post()).empty(queue()),
    row: async () => (await kept()).rowOf(reportedCase()),
    facts: async () => (await kept()).factsOf(reportedCase()),
    roster: async () => (await kept()).rosterOf(station()),
    set: async () =>
      (await import('./repair.ts')).repair(reportedCase(), {
        versionSeen: Number(the('seen')),
        attribute: the('attribute'),
        value: JSON.parse(the('value')),
      }),
  };
};

const main = async (): Promise<readonly unknown[]> => {
  const { values, positionals } = read();
  if (values.help) return [help];
  const action = actionsOn(values)[positionals[0] ?? ''];
  if (action === undefined) throw new Error(help);
  return action();
};

try {
  for (const one of await main()) {
    process.stdout.write(`${typeof one === 'string' ? one : JSON.stringify(one)}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
