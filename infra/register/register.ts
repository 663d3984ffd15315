import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { system } from '../../shared/adapters/system.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Store } from '../../shared/cases/world.ts';
import { readConfig } from '../../shared/config.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { replaceCode } from '../../shared/stations/replace-code.ts';
import { readRegister } from './register-file.ts';

const help = `Usage: npm run register -- --table NAME (--file FILE | --replace CODE) [--origin ORIGIN] [--endpoint URL]

Enters a station, its places and its people into the table, or corrects them; what the file leaves out stays as it is.
Prints the address that each place's code leads to.

With --replace it gives one place a new code instead, and prints the address of its new poster. The old code stays
reserved for ever and leads on to the place.

  --table NAME      the output TableName of the deployment
  --file FILE       the station as JSON; docs/station.example.json is one
  --replace CODE    the code to replace, in place of --file
  --origin ORIGIN   the output PublicOrigin; the addresses start with it
  --endpoint URL    another DynamoDB than the one of your AWS profile`;

const main = async (): Promise<string> => {
  const { values } = parseArgs({
    options: {
      table: { type: 'string' },
      file: { type: 'string' },
      replace: { type: 'string' },
      origin: { type: 'string', default: '' },
      endpoint: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { table: name, file, replace, origin, endpoint } = values;
  if (values.help) return help;
  if (name === undefined || (file === undefined) === (replace === undefined)) throw new Error(help);
  const documents = documentClient(
    endpoint === undefined ? {} : { endpoint },
    readConfig(['timeoutFactor']).timeoutFactor,
  );
  // Shards are of cases alone; nothing written here has any.
  const store = dynamoStore({ documents, name, aggregates, shardsPerLane: 1 });
  const printed = (code: string) => `${origin}/q/${code}`;
  if (replace !== undefined) return printed(await replaced(store, replace));
  const { station, places, people } = readRegister(readFileSync(file ?? '', 'utf8'));
  await store.addStation(station);
  for (const place of places) await store.addPlace(place);
  for (const person of people) await store.addPerson(person);
  const entered = `${station.station}: ${places.length} places, ${people.length} people.`;
  return [entered, ...places.map(({ code }) => printed(code))].join('\n');
};

/** The new code of a place. It is the operator's doing, so no member of staff is named for it. */
async function replaced(store: Store, code: string): Promise<string> {
  const time = system();
  const outcome = await replaceCode({ store, system: time }, code, undefined, time.now());
  if (outcome.refusal) throw new Error(`${code}: ${wordsOf('en').problems[outcome.refusal.code].detail}`);
  return outcome.place.code;
}

try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
