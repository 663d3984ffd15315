import { parseArgs } from 'node:util';
import type { NotaryRequest } from '../../shared/handlers/notary-request.ts';
import type { OperateRequest } from '../../shared/handlers/operate-request.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { sentenceOf } from '../sentence-of.ts';
import { caseNamed } from './case-named.ts';
import { stationNamed } from './station-named.ts';

handleProcessErrors();

// Each action loads only the clients it needs, so it starts fast for the operator who handles an alarm.
const deadLetters = () => import('./dead-letters.ts');

const help = `Usage: npm run --silent operate -- ACTION [OPTIONS]

Tools for operators, which use the credentials of their own AWS profile; docs/runbook.md says when to use them.
Prints JSON, one line for each result.

  dead-letters --queue PART --queues PREFIX      lists the messages of a dead-letter queue and leaves them there
  redrive --queue PART --queues PREFIX --bus BUS puts its events on the bus again and deletes those that it accepts
  empty   --queue PART --queues PREFIX           deletes all its messages
  row     --function NAME --station S --case C   prints the row of a case
  facts   --function NAME --station S --case C   prints its facts, oldest first
  publish-again --function NAME --station S --case C --bus BUS
          puts its facts on the bus again, for other systems that missed some: each comes under the id that it had
  roster  --function NAME --station S            prints the people of a station
  messages --function NAME --station S           prints the messages that reached nobody, and why
  send-again --function NAME --station S (--id ID | --kind KIND | --all)
          makes such messages due again: one, all of a kind, or all; at most 100 at once
  set     --function NAME --station S --case C --seen VERSION --attribute NAME --value JSON
          repairs one attribute of a case if its version is still the one seen; records a fact with its name
  settle  --function NAME --chain ROW            says that the notary's objections to a history were looked into: proofs
          name them no more, and both stay on record in its log. ROW is the row that the proof names, or the log's
          chain; a case is also named by --station S --case C
  restored --function NAME --to INSTANT          says that the table was restored to an instant (with minutes to spare)
  recount --function NAME --station S            counts the cases of a station anew for the statistics, from all their facts
  test-message --function NAME --station S --channel C
          sends a message about nothing over a channel of the station, to its chiefs, and says what became of it

  --function NAME   the output OperateFunctionName of the deployment, which reads and writes the table for you; of settle and
                    restored the output NotaryFunctionName, of recount StatsFunctionName
  --endpoint URL    another Lambda than the one of your AWS profile
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
      function: { type: 'string' },
      endpoint: { type: 'string' },
      station: { type: 'string' },
      case: { type: 'string' },
      seen: { type: 'string' },
      attribute: { type: 'string' },
      value: { type: 'string' },
      chain: { type: 'string' },
      to: { type: 'string' },
      id: { type: 'string' },
      kind: { type: 'string' },
      all: { type: 'boolean' },
      channel: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
type Options = ReturnType<typeof read>['values'];

type RequiredOption = Exclude<keyof Options, 'queues' | 'endpoint' | 'help' | 'all'>;

/** The actions by name. Each throws when an option that it requires is missing. */
const actionsOn = (options: Options): Readonly<Record<string, () => Promise<readonly unknown[]>>> => {
  const required = (name: RequiredOption): string => {
    const value = options[name];
    if (value === undefined || value === '') throw new Error(`--${name} is missing; see --help`);
    return value;
  };
  const queue = () => ({ prefix: options.queues, part: required('queue') });
  const station = () => stationNamed(required('station'));
  const reportedCase = () => ({ station: station(), case: caseNamed(required('case')) });
  const record = async (asked: () => Promise<NotaryRequest>) => {
    const request = await asked();
    const notary = { name: required('function'), endpoint: options.endpoint };
    return (await import('./invoke.ts')).record(notary, request);
  };
  const chain = async (): Promise<string> => {
    const { chainNamed, chainOfCase } = await import('./chain-named.ts');
    if (options.case === undefined && options.station === undefined) return chainNamed(required('chain'));
    if (options.chain === undefined) return chainOfCase(station(), required('case'));
    throw new Error('--chain names a history, and so do --station and --case: give one of both');
  };
  const ask = async (request: () => OperateRequest) => {
    const asked = request();
    const operate = { name: required('function'), endpoint: options.endpoint };
    return (await import('./invoke.ts')).invoke(operate, asked);
  };
  return {
    'dead-letters': async () => (await deadLetters()).deadLetters(queue()),
    redrive: async () => (await import('./redrive.ts')).redrive(queue(), required('bus')),
    empty: async () => (await deadLetters()).empty(queue()),
    row: () => ask(() => ({ action: 'row', ...reportedCase() })),
    facts: () => ask(() => ({ action: 'facts', ...reportedCase() })),
    'publish-again': async () => {
      const operate = { name: required('function'), endpoint: options.endpoint };
      const { publishAgain } = await import('./publish-again.ts');
      return publishAgain(operate, reportedCase(), required('bus'));
    },
    settle: () => record(async () => ({ settled: [await chain()] })),
    restored: () => record(async () => ({ restored: { to: required('to') } })),
    'test-message': async () => {
      const asked = { station: station(), channel: required('channel') };
      const operate = { name: required('function'), endpoint: options.endpoint };
      return (await import('./test-message.ts')).testMessage(operate, asked);
    },
    recount: async () => {
      const stats = { name: required('function'), endpoint: options.endpoint };
      return (await import('./recount.ts')).recount(stats, station());
    },
    roster: () => ask(() => ({ action: 'roster', station: station() })),
    messages: () => ask(() => ({ action: 'messages', station: station() })),
    'send-again': () => ask(() => ({ action: 'send-again', station: station(), ...whichMessages(options) })),
    set: () =>
      ask(() => ({
        action: 'set',
        ...reportedCase(),
        seen: versionIn(required('seen')),
        attribute: required('attribute'),
        value: jsonOf(required('value')),
      })),
  };
};

function whichMessages({ id, kind, all }: Options): { readonly id?: string; readonly kind?: string } {
  if ([id, kind, all].filter((one) => one !== undefined).length !== 1)
    throw new Error('say which messages: one by --id, all of a kind by --kind, or --all; see --help');
  return { ...(id !== undefined && { id }), ...(kind !== undefined && { kind }) };
}

function versionIn(seen: string): number {
  if (/^\d{1,15}$/.test(seen)) return Number(seen);
  throw new Error('--seen is the `version` of the row that you looked at, a number; `row` prints it.');
}

function jsonOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error(`--value is not JSON; a text needs quotes of its own, such as '"closed"'`);
  }
}

/** What the bus refused is for the caller to try again, so such a command does not end well. */
function isRefusedInPart(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'refused' in line && line.refused !== 0;
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
    if (isRefusedInPart(one)) process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
