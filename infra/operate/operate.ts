import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { sentenceOf } from '../sentence-of.ts';

handleProcessErrors();

// Each action loads only the clients it needs, so it starts fast for the operator who handles an alarm.
const rows = () => import('./rows.ts');
const deadLetters = () => import('./dead-letters.ts');

const help = `Usage: npm run --silent operate -- ACTION [OPTIONS]

Tools for operators, which use the credentials of their own AWS profile; docs/runbook.md says when to use them.
Prints JSON, one line for each result.

  dead-letters --queue PART --queues PREFIX      lists the messages of a dead-letter queue and leaves them there
  redrive --queue PART --queues PREFIX --bus BUS puts its events on the bus again and deletes those that it accepts
  empty   --queue PART --queues PREFIX           deletes all its messages
  row     --table NAME --station S --case C      prints the row of a case
  facts   --table NAME --station S --case C      prints its facts, oldest first
  roster  --table NAME --station S               prints the people of a station
  set     --table NAME --station S --case C --seen VERSION --attribute NAME --value JSON
          repairs one attribute of a case if its version is still the one seen; records a fact with its name

  --queue PART      part of the queue's name, e.g. OutboxFailedOffers
  --queues PREFIX   prefix of the stack's queues, e.g. huiying-prod-; empty in the local run
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
type Options = ReturnType<typeof read>['values'];

type RequiredOption = Exclude<keyof Options, 'queues' | 'help'>;

/** The actions by name. Each throws when an option that it requires is missing. */
const actionsOn = (options: Options): Readonly<Record<string, () => Promise<readonly unknown[]>>> => {
  const required = (name: RequiredOption): string => {
    const value = options[name];
    if (value === undefined) throw new Error(`--${name} is missing; see --help`);
    return value;
  };
  const queue = () => ({ prefix: options.queues, part: required('queue') });
  const station = () => ({ table: required('table'), station: required('station') });
  const reportedCase = () => ({ ...station(), caseId: required('case') });
  return {
    'dead-letters': async () => (await deadLetters()).deadLetters(queue()),
    redrive: async () => (await import('./redrive.ts')).redrive(queue(), required('bus')),
    empty: async () => (await deadLetters()).empty(queue()),
    row: async () => (await rows()).rowOf(reportedCase()),
    facts: async () => (await rows()).factsOf(reportedCase()),
    roster: async () => (await rows()).rosterOf(station()),
    set: async () =>
      (await import('./repair.ts')).repair(reportedCase(), {
        versionSeen: Number(required('seen')),
        attribute: required('attribute'),
        value: jsonOf(required('value')),
      }),
  };
};

function jsonOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error(`--value is not JSON; a text needs quotes of its own, such as '"closed"'`);
  }
}

const main = async (): Promise<readonly unknown[]> => {
  const { values, positionals } = read();
  if (values.help) return [help];
  const [name = ''] = positionals;
  const actions = actionsOn(values);
  if (!Object.hasOwn(actions, name)) throw new Error(help);
  return actions[name]?.() ?? [];
};

try {
  for (const one of await main()) {
    process.stdout.write(`${typeof one === 'string' ? one : JSON.stringify(one)}\n`);
  }
} catch (error) {
  process.stderr.write(`${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
