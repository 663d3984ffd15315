import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { readRegister } from './register-file.ts';

const help = `Usage: npm run register -- --table NAME --file FILE [--origin ORIGIN] [--endpoint URL]

Enters a station, its places and its people into the table, or corrects them; what the file leaves out stays as it is.
Prints the address that each place's code leads to.

  --table NAME      the output TableName of the deployment
  --file FILE       the station as JSON; docs/station.example.json is one
  --origin ORIGIN   the output PublicOrigin; the addresses start with it
  --endpoint URL    another DynamoDB than the one of your AWS profile`;

const main = async (): Promise<string> => {
  const { values } = parseArgs({
    options: {
      table: { type: 'string' },
      file: { type: 'string' },
      origin: { type: 'string', default: '' },
      endpoint: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { table: name, file, origin, endpoint } = values;
  if (values.help) return help;
  if (name === undefined || file === undefined) throw new Error(help);
  const { station, places, people } = readRegister(readFileSync(file, 'utf8'));
  const documents = documentClient(endpoint === undefined ? {} : { endpoint });
  // Shards are of cases alone; nothing written here has any.
  const store = dynamoStore({ documents, name, shardsPerLane: 1 });
  await store.addStation(station);
  for (const place of places) await store.addPlace(place);
  for (const person of people) await store.addPerson(person);
  const entered = `${station.station}: ${places.length} places, ${people.length} people.`;
  return [entered, ...places.map(({ code }) => `${origin}/q/${code}`)].join('\n');
};

try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
