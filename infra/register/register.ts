import { parseArgs } from 'node:util';
import { defined } from '../../shared/engine/defined.ts';
import type { OperateRequest } from '../../shared/handlers/operate-request.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { invoke } from '../operate/invoke.ts';
import { stationNamed } from '../operate/station-named.ts';
import { sentenceOf } from '../sentence-of.ts';
import { readInput } from './read-input.ts';

const help = `Usage: npm run register -- --function NAME ACTION [--endpoint URL]

Enters what a station is and what it promises. One of these actions:

  --file FILE       enters a station, its places and its people, or corrects them; what the file leaves out stays as it
                    is, and what is as it shall be is not written again. Prints the address that each place's code leads
                    to. docs/station.example.json is one. Nobody is taken off the roster: give somebody who left
                    "onLeave": true and a "deputy"
  --replace CODE    gives one place a new code, and prints the address of its new poster. The old code stays reserved for
                    ever and leads on to the place
  --station ID with any of --policy FILE, --calendar FILE, --holidays FILE, --channels FILE
                    shows what changes and publishes it; what could leave a case without a deadline, or a role without
                    messages, is refused. Cases reported before keep what they were promised. A published version never
                    changes
  --station ID with --print policy, --print calendar or --print channels
                    prints what is in use, as such a file

  --function NAME   the output OperateFunctionName of the deployment, which makes the change; \`operate\` in the local run
  --preview         shows what a publication would change, and publishes nothing
  --endpoint URL    another Lambda than the one of your AWS profile
  --help            this text

A file of holidays holds a year's notice: {"daysOff": ["2027-01-01"], "makeUpDays": [], "horizon": "2027-12-31"}.`;

const readArguments = () =>
  parseArgs({
    options: {
      function: { type: 'string' },
      file: { type: 'string' },
      replace: { type: 'string' },
      station: { type: 'string' },
      policy: { type: 'string' },
      calendar: { type: 'string' },
      holidays: { type: 'string' },
      channels: { type: 'string' },
      print: { type: 'string' },
      preview: { type: 'boolean', default: false },
      endpoint: { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values;
type Arguments = ReturnType<typeof readArguments>;

/** The options that name a file to publish. */
const publications = ['policy', 'calendar', 'holidays', 'channels'] as const;

const main = async (): Promise<readonly string[]> => {
  const given = readArguments();
  if (given.help) return [help];
  const request = requestOf(given);
  const { function: name, endpoint } = given;
  if (!name) throw new Error('--function is missing; see --help');
  return invoke({ name, endpoint }, request);
};

/** What the options ask for. Throws an error with a sentence, or the help, when they do not fit together. */
function requestOf(given: Arguments): OperateRequest {
  const { file, replace, station, print } = given;
  const isPublication = publications.some((option) => given[option] !== undefined);
  const asked = [file !== undefined, replace !== undefined, print !== undefined, isPublication];
  if (asked.filter(Boolean).length !== 1) throw new Error(help);
  if (given.preview && !isPublication) {
    throw new Error(
      '--preview shows what --policy, --calendar, --holidays and --channels would change, and nothing else.',
    );
  }
  if (station !== undefined && (file !== undefined || replace !== undefined)) {
    throw new Error('--station goes with --policy, --calendar, --holidays, --channels and --print only.');
  }
  if (file !== undefined) return { action: 'enter-station', file: readInput('file', file) };
  if (replace === '') throw new Error('--replace needs the code of a place.');
  if (replace !== undefined) return { action: 'replace-code', code: replace };
  if (station === undefined) throw new Error(help);
  const id = stationNamed(station);
  if (print === 'policy' || print === 'calendar' || print === 'channels') {
    return { action: 'print', station: id, what: print };
  }
  if (print !== undefined) throw new Error(help);
  const [policy, calendar, holidays, channels] = publications.map((option) => {
    const path = given[option];
    return path === undefined ? undefined : readInput(option, path);
  });
  const files = defined({ policy, calendar, holidays, channels });
  return { action: 'publish', station: id, files, isPreview: given.preview };
}

handleProcessErrors();
try {
  process.stdout.write(`${(await main()).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
