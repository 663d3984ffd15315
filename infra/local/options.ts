import { parseArgs } from 'node:util';

export const usage = `Runs the whole system on this machine.

  npm start -- [options]

  --port <number>      Port of the API; the issuer gets the next one. Default: 8787, or the next that is free
  --data-dir <path>    Directory of all data. Default: .data
  --speed <number>     Virtual seconds per real second, 1 to 3600. Default: 1
  --bundles <path>     Use the bundles in this directory, as npm run synth writes them. Default: bundle anew
  --fresh              Delete the data before starting
  --help               Show this text

Environment: PORT and DATA_DIR set the options of that name; DYNAMODB_ENDPOINT is the address of a DynamoDB to use
instead of the embedded one.`;

/** The parsed options. */
export interface StartOptions {
  readonly help: boolean;
  readonly fresh: boolean;
  readonly dataDir: string;
  readonly port: number | undefined;
  readonly speed: number;
  /** The directory of existing bundles. */
  readonly bundles: string | undefined;
  readonly dynamoEndpoint: string | undefined;
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
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      speed: { type: 'string', default: '1' },
      bundles: { type: 'string' },
    },
  });
  const port = values.port ?? environment.PORT;
  return {
    help: values.help,
    fresh: values.fresh,
    dataDir: values['data-dir'] ?? environment.DATA_DIR ?? '.data',
    port: port === undefined ? undefined : wholeNumber('port', port, { min: 0, max: portMax }),
    speed: wholeNumber('speed', values.speed, { min: 1, max: speedMax }),
    bundles: values.bundles,
    dynamoEndpoint: environment.DYNAMODB_ENDPOINT || undefined,
  };
};

const wholeNumber = (name: string, text: string, { min, max }: { min: number; max: number }): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new Error(`The ${name} is a whole number from ${min} to ${max}, not ${text}.`);
};
