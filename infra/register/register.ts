import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { system } from '../../shared/adapters/system.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Store } from '../../shared/cases/world.ts';
import { readConfig } from '../../shared/config.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { currentVersions, publish } from '../../shared/policies/published-policies.ts';
import { standardCalendar, standardContent } from '../../shared/policies/standard.ts';
import { replaceCode } from '../../shared/stations/replace-code.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { sentenceOf } from '../sentence-of.ts';
import { contentInUse, publishFiles } from './publish-policy.ts';
import { readRegister } from './register-file.ts';

const help = `Usage: npm run register -- --table NAME ACTION [--origin ORIGIN] [--endpoint URL]

Enters what a station is and what it promises into the table. One of these actions:

  --file FILE       enters a station, its places and its people, or corrects them; what the file leaves out stays as it
                    is. Prints the address that each place's code leads to. docs/station.example.json is one
  --replace CODE    gives one place a new code, and prints the address of its new poster. The old code stays reserved for
                    ever and leads on to the place
  --station ID with any of --policy FILE, --calendar FILE, --holidays FILE
                    shows what changes and publishes it; what could leave a case without a deadline is refused. Cases
                    reported before keep what they were promised. A published version never changes
  --station ID with --print policy or --print calendar
                    prints what is in use, as such a file

  --table NAME      the output TableName of the deployment
  --preview         shows what a publication would change, and publishes nothing
  --origin ORIGIN   the output PublicOrigin; the addresses start with it
  --endpoint URL    another DynamoDB than the one of your AWS profile
  --help            this text

A file of holidays holds a year's notice: {"daysOff": ["2027-01-01"], "makeUpDays": [], "horizon": "2027-12-31"}.`;

const readArguments = () =>
  parseArgs({
    options: {
      table: { type: 'string' },
      file: { type: 'string' },
      replace: { type: 'string' },
      station: { type: 'string' },
      policy: { type: 'string' },
      calendar: { type: 'string' },
      holidays: { type: 'string' },
      print: { type: 'string' },
      preview: { type: 'boolean', default: false },
      origin: { type: 'string', default: '' },
      endpoint: { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values;
type Arguments = ReturnType<typeof readArguments>;

const main = async (): Promise<string> => {
  const given = readArguments();
  if (given.help) return help;
  const { table: name, endpoint } = given;
  if (name === undefined) throw new Error(help);
  const documents = documentClient(
    endpoint === undefined ? {} : { endpoint },
    readConfig(['timeoutFactor']).timeoutFactor,
  );
  // Only states and deliveries use shards, and neither is written here.
  return act(dynamoStore({ documents, name, aggregates, shardsPerLane: 1 }), given);
};

async function act(store: Store, given: Arguments): Promise<string> {
  const { file, replace, station, print, origin } = given;
  const isPublication = [given.policy, given.calendar, given.holidays].some((one) => one !== undefined);
  const asked = [file !== undefined, replace !== undefined, print !== undefined, isPublication];
  if (asked.filter(Boolean).length !== 1) throw new Error(help);
  if (given.preview && !isPublication) {
    throw new Error(
      '--preview shows what --policy, --calendar and --holidays would change, and nothing else.',
    );
  }
  if (station !== undefined && (file !== undefined || replace !== undefined)) {
    throw new Error('--station goes with --policy, --calendar, --holidays and --print only.');
  }
  if (file !== undefined) return enterStation(store, readFileSync(file, 'utf8'), origin);
  if (replace !== undefined) return addressOf(origin, await replaced(store, replace));
  if (station === undefined) throw new Error(help);
  if (print === 'policy' || print === 'calendar') return contentInUse(store, station, print);
  if (print !== undefined) throw new Error(help);
  const read = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path, 'utf8'));
  const files = {
    policy: read(given.policy),
    calendar: read(given.calendar),
    holidays: read(given.holidays),
  };
  return publishFiles(store, station, files, given.preview);
}

const addressOf = (origin: string, code: string): string => `${origin}/q/${code}`;

async function enterStation(store: Store, json: string, origin: string): Promise<string> {
  const { station, places, people } = readRegister(json);
  await store.addStation(station);
  for (const place of places) await store.addPlace(place);
  for (const person of people) await store.addPerson(person);
  // Publishes the current standard, so that a later release with another standard does not change this station's
  // policy.
  const inUse = await currentVersions(store, station.station);
  const published = await publish(store, station.station, {
    ...(inUse.policy === standardContent.version && { policy: standardContent }),
    ...(inUse.calendar === standardCalendar.version && { calendar: standardCalendar }),
  });
  if (published.outcome !== 'published') {
    throw new Error(
      'The station is entered, but its policy is not: another publication was made meanwhile. Run this again.',
    );
  }
  const entered = `${station.station}: ${places.length} places, ${people.length} people.`;
  return [entered, ...places.map(({ code }) => addressOf(origin, code))].join('\n');
}

/** Replaces a place's code and returns the new one. The actor is the operator, so no member of staff is recorded. */
async function replaced(store: Store, code: string): Promise<string> {
  const machine = system();
  const outcome = await replaceCode({ store, system: machine }, code, undefined, machine.now());
  if (outcome.refusal) throw new Error(`${code}: ${wordsOf('en').problems[outcome.refusal.code].detail}`);
  return outcome.place.code;
}

handleProcessErrors();
try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  process.stderr.write(`${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
