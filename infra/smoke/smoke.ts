import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CaseType, caseTypes } from '../../shared/cases/case-type.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { sentenceOf } from '../sentence-of.ts';
import { Failure } from './failure.ts';
import { runSmoke } from './run-smoke.ts';
import { type Pause, realTime } from './wait-until.ts';

const help = `Tries a deployed stage: reports a case as a resident, sends a photo, acts on it as staff, waits for a reminder, checks
the receipt and the proof, which a chief's token asks for anew, and withdraws its report. It takes up to three minutes, and the people who are
responsible for the place get its messages: use a place of a station for tests.

  npm run smoke -- --origin URL --place CODE [options]

  --origin URL         the address of the stage, https://…
  --place CODE         the code of a place, as on its poster
  --token-file FILE    holds the bearer token of an officer or a chief of that station; - reads it from the input.
                       Without it the token is taken from the environment: STAFF_TOKEN
  --without-staff      tries only what residents do, without a token
  --type TYPE          what is reported. Default: consultation
  --wait-with COMMAND  runs this command instead of waiting for the clock, where it can be moved: the local run
  --help               this text

Ends with 0 when everything worked, and otherwise with 1 and a sentence. Nothing personal is printed, and no secret.`;

/** What a shell reports for a program that Ctrl-C ended: 128 and SIGINT. */
const INTERRUPTED = 130;

function readArguments() {
  const { values } = parseArgs({
    options: {
      origin: { type: 'string' },
      place: { type: 'string' },
      'token-file': { type: 'string' },
      'without-staff': { type: 'boolean', default: false },
      type: { type: 'string', default: 'consultation' },
      'wait-with': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}
type Arguments = ReturnType<typeof readArguments>;

/** The origin of an address. A token must not cross a network in the clear. */
function originOf(address: string | undefined): string {
  const url = URL.parse(address ?? '');
  if (url === null)
    throw new Failure('--origin is the address of a stage, like https://huiying.example.org.');
  if (url.protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(url.hostname)) {
    throw new Failure('--origin begins with https://, or is on this machine: the token is a secret.');
  }
  return url.origin;
}

async function tokenOf(given: Arguments): Promise<string | undefined> {
  if (given['without-staff']) return undefined;
  const file = given['token-file'];
  const source = file === '-' ? '/dev/stdin' : file;
  const token = (
    source === undefined ? (process.env.STAFF_TOKEN ?? '') : await readFile(source, 'utf8')
  ).trim();
  // Checked here, because the refusal of a header would repeat it.
  if (token !== '' && !/^[\w.~+/=-]+$/.test(token))
    throw new Failure('The token has characters that no token has: a space, a line break or others.');
  if (token !== '') return token;
  throw new Failure('There is no token: set STAFF_TOKEN, or give --token-file or --without-staff.');
}

function typeOf(written: string): CaseType {
  const type = caseTypes.find((one) => one === written);
  if (type === undefined) throw new Failure(`--type is one of ${caseTypes.join(', ')}, not ${written}.`);
  return type;
}

const running =
  (command: string): Pause =>
  async () => {
    const [code] = await once(
      spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] }),
      'exit',
    );
    if (code !== 0) throw new Failure(`The command of --wait-with ended with ${code}.`);
  };

async function main(interruption: AbortController): Promise<void> {
  const given = readArguments();
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (given.help) return say(help);
  if (!given.place) throw new Failure('--place is the code of a place of the station; see --help.');
  const { signal: interrupted } = interruption;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort());
  const command = given['wait-with'];
  const untilDone = realTime(interrupted);
  await runSmoke({
    origin: originOf(given.origin),
    place: given.place,
    type: typeOf(given.type),
    token: await tokenOf(given),
    pauses: { untilDone, untilDue: command === undefined ? untilDone : running(command) },
    interrupted,
    say,
  });
  say('The stage works.');
}

handleProcessErrors();
const interruption = new AbortController();
try {
  await main(interruption);
} catch (error) {
  if (interruption.signal.aborted) process.exitCode = INTERRUPTED;
  else {
    const sentence = error instanceof Failure ? error.message : sentenceOf(error);
    process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`);
    process.exitCode = 1;
  }
}
