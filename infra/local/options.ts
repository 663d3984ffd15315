import { parseArgs } from 'node:util';
import type { WeatherSettings } from './weather/weather.ts';
import { weatherAsked } from './weather/weather-options.ts';

export const usage = `Runs the whole system on this machine.

  npm start -- [options]

  --port <number>      Port of the API; the issuer gets the next one. Default: 8787, or the next that is free
  --data-dir <path>    Directory of all data. Default: .data
  --speed <number>     Virtual seconds per real second, 1 to 3600. Default: 1
  --bundles <path>     Use the bundles in this directory, as npm run synth writes them. Default: bundle what has changed
  --messages <where>   Of a new data directory: through the stand-ins of all providers, as strict as these are (providers),
                       or straight into the outbox, which takes any number a minute (outbox). Default: providers
  --webhooks           Send events to other systems: a chief enters their addresses, which may be on this machine
  --fresh              Delete the data before starting
  --weather <names>    For tests: let the table behave as on a busy day on AWS. Names, with commas between several:
                       lag (an index shows a write late), stale (so does a read that is not consistent),
                       throttle (it is too busy for a call), conflict (another transaction holds a row)
  --weather-seed <n>   Repeat the weather of an earlier start, which has printed this number
  --help               Show this text

Environment: PORT and DATA_DIR set the options of that name; DYNAMODB_ENDPOINT is the address of a DynamoDB to use
instead of the embedded one.`;

/** The parsed options. */
export interface StartOptions {
  readonly help: boolean;
  readonly fresh: boolean;
  readonly webhooks: boolean;
  readonly dataDir: string;
  readonly port: number | undefined;
  readonly speed: number;
  /** The directory of existing bundles. */
  readonly bundles: string | undefined;
  readonly dynamoEndpoint: string | undefined;
  /** Whether messages go through the stand-ins of the providers. */
  readonly hasProviders: boolean;
  readonly weather: WeatherSettings | undefined;
}

const speedMax = 3600;
const portMax = 65_534;

/**
 * Reads the command line and the environment; an option overrides a variable.
 * @throws Error with a sentence when a value is invalid
 */
export const readOptions = (
  commandLine: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions => {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      help: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      webhooks: { type: 'boolean', default: false },
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      speed: { type: 'string', default: '1' },
      bundles: { type: 'string' },
      messages: { type: 'string', default: 'providers' },
      weather: { type: 'string' },
      'weather-seed': { type: 'string' },
    },
  });
  for (const [name, value] of Object.entries({ 'data-dir': values['data-dir'], bundles: values.bundles })) {
    // An empty path is the current directory, in which a run would leave its files.
    if (value === '') throw new Error(`--${name} is empty. Name a directory.`);
  }
  const port = values.port ?? environment.PORT;
  const seedText = values['weather-seed'];
  const seed =
    seedText === undefined
      ? undefined
      : wholeNumber('seed of the weather', seedText, { min: 0, max: 999_999 });
  return {
    help: values.help,
    fresh: values.fresh,
    webhooks: values.webhooks,
    dataDir: values['data-dir'] ?? (environment.DATA_DIR || '.data'),
    port: port === undefined ? undefined : wholeNumber('port', port, { min: 0, max: portMax }),
    speed: wholeNumber('speed', values.speed, { min: 1, max: speedMax }),
    bundles: values.bundles,
    dynamoEndpoint: environment.DYNAMODB_ENDPOINT || undefined,
    hasProviders: oneOf('messages go to', values.messages, ['providers', 'outbox']) === 'providers',
    weather: weatherAsked(values.weather, seed),
  };
};

const wholeNumber = (name: string, text: string, { min, max }: { min: number; max: number }): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new Error(`The ${name} is a whole number from ${min} to ${max}, not ${text}.`);
};

const oneOf = (what: string, given: string, known: readonly string[]): string => {
  if (known.includes(given)) return given;
  throw new Error(`The ${what} ${known.join(' or ')}, not ${given}.`);
};
