import { parseArgs } from 'node:util';

export const usage = `Runs the whole system on this machine.

  npm start -- [options]

  --port <number>      Port of the API; the issuer gets the next one. Default: 8787, or the next that is free
  --data-dir <path>    Where everything is kept. Default: .data
  --speed <number>     Virtual seconds per real second, 1 to 3600. Default: 1
  --bundles <path>     Take functions bundled before from there, as npm run synth makes them. Default: bundle them
  --fresh              Forget what is kept before starting
  --help               Show this

Environment: PORT and DATA_DIR stand for the options of that name; DYNAMODB_ENDPOINT is the address of a DynamoDB to
use instead of the embedded one.`;

/** What the person at the terminal asked for. */
export interface StartOptions {
  readonly help: boolean;
  readonly fresh: boolean;
  readonly dataDir: string;
  readonly port: number | undefined;
  readonly speed: number;
  /** Where bundles stand that were made before. */
  readonly bundles: string | undefined;
  readonly dynamoEndpoint: string | undefined;
}

const speedMax = 3600;
const portMax = 65_534;

/**
 * Reads the command line and the environment; an option goes before a variable.
 * @throws Error with a sentence for whatever makes no sense
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
