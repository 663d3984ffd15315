import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1));
const optionalText = () => z.optional(text());
const url = () => z.url();
const origin = () => z.url().check(z.regex(/^https?:\/\/[^/]+$/));

const list = () =>
  z.pipe(
    z._default(text(), ''),
    z.transform((given: string) => given.split(',').filter((one) => one !== '')),
  );

/** Every setting: the environment variable that holds it, and the shape that its value must have. */
const settings = {
  stage: { variable: 'STAGE', shape: text },
  tableName: { variable: 'TABLE_NAME', shape: text },
  shardsPerLane: {
    variable: 'SHARDS_PER_LANE',
    shape: () => z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1024)),
  },
  busName: { variable: 'BUS_NAME', shape: text },
  /** Compared with the `iss` claim of the tokens, character by character. */
  oidcIssuer: { variable: 'OIDC_ISSUER', shape: url },
  oidcAudience: { variable: 'OIDC_AUDIENCE', shape: text },
  /** The console's id at the issuer, where it is not the audience, and how the issuer names the API. */
  oidcClient: { variable: 'OIDC_CLIENT', shape: optionalText },
  oidcResource: { variable: 'OIDC_RESOURCE', shape: optionalText },
  /** Further origins of the issuer that the console asks, separated by commas. */
  oidcOrigins: { variable: 'OIDC_ORIGINS', shape: list },
  /** Names of the claims that hold the groups and the station, where the issuer uses others than the defaults. */
  oidcGroupsClaim: { variable: 'OIDC_GROUPS_CLAIM', shape: () => z._default(text(), 'groups') },
  oidcStationClaim: { variable: 'OIDC_STATION_CLAIM', shape: () => z._default(text(), 'station') },
  /** Paths of the key files of one machine, which replace the key service: of each use that the function may have. */
  commandsKeyFile: { variable: 'KEY_FILE_COMMANDS', shape: optionalText },
  hashingKeyFile: { variable: 'KEY_FILE_HASHING', shape: optionalText },
  signingKeyFile: { variable: 'KEY_FILE_SIGNING', shape: optionalText },
  phonesKeyFile: { variable: 'KEY_FILE_PHONES', shape: optionalText },
  webhooksKeyFile: { variable: 'KEY_FILE_WEBHOOKS', shape: optionalText },
  notaryKeyFile: { variable: 'KEY_FILE_NOTARY', shape: optionalText },
  textsKeyFile: { variable: 'KEY_FILE_TEXTS', shape: optionalText },
  contactsKeyFile: { variable: 'KEY_FILE_CONTACTS', shape: optionalText },
  /** The public halves, for who makes the pairs of a station and may not open them. */
  textsPublicKeyFile: { variable: 'KEY_FILE_TEXTS_PUBLIC', shape: optionalText },
  contactsPublicKeyFile: { variable: 'KEY_FILE_CONTACTS_PUBLIC', shape: optionalText },
  /** The notary's write-once log: a file where all runs on one machine, a bucket with object lock on AWS. */
  notaryLogFile: { variable: 'NOTARY_LOG_FILE', shape: optionalText },
  checkpointBucketName: { variable: 'CHECKPOINT_BUCKET_NAME', shape: optionalText },
  notaryBucketName: { variable: 'NOTARY_BUCKET_NAME', shape: optionalText },
  /** ARN of the KMS key that wraps the stored keys; the function may use it for its own uses alone. */
  kmsKeyArn: { variable: 'KMS_KEY_ARN', shape: optionalText },
  /** Origin of the residents' pages, without a trailing slash. */
  publicOrigin: { variable: 'PUBLIC_ORIGIN', shape: origin },
  /** IP addresses and networks of the proxies before the API, separated by commas. */
  proxies: { variable: 'PROXIES', shape: list },
  /** The photo bucket, and the origin to which browsers post photos, without a trailing slash. */
  bucketName: { variable: 'BUCKET_NAME', shape: text },
  uploadOrigin: { variable: 'UPLOAD_ORIGIN', shape: origin },
  /** The channels of stations that published none, as JSON. */
  channels: { variable: 'CHANNELS', shape: text },
  /** Where the addresses and secrets of channels are: parameters under a prefix, or a folder where all runs on one machine. */
  channelSecretsPrefix: { variable: 'CHANNEL_SECRETS_PREFIX', shape: optionalText },
  channelSecretsDir: { variable: 'CHANNEL_SECRETS_DIR', shape: optionalText },
  /** Whether events go to other systems: on the internet alone, or to this machine as well, which only the local run may. */
  webhooks: { variable: 'WEBHOOKS', shape: () => z.optional(z.enum(['outside', 'loopback'])) },
  /** By how much longer than deployed every other service is waited for; the local run sets it, so that a slow machine is no outage. */
  timeoutFactor: {
    variable: 'TIMEOUT_FACTOR',
    shape: () => z._default(z.coerce.number().check(z.positive()), 1),
  },
} as const;

export type SettingName = keyof typeof settings;
export type Config<Name extends SettingName> = {
  readonly [N in Name]: z.output<ReturnType<(typeof settings)[N]['shape']>>;
};

/**
 * Shapes that were made, by what makes them. Most settings are texts, and a function asks for some several times while it
 * starts; a shape takes longer to make than to use.
 */
const made = new Map<() => z.ZodMiniType, z.ZodMiniType>();

function shapeOf(name: SettingName): z.ZodMiniType {
  const { shape } = settings[name];
  const found = made.get(shape) ?? shape();
  made.set(shape, found);
  return found;
}

/**
 * Reads the settings that a function needs, once, when it starts; nothing else in the project reads the environment.
 * Throws one error that names every absent or malformed variable, without the values, which may be secrets.
 */
export function readConfig<Name extends SettingName>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config<Name> {
  const read = names.map((name) => {
    const { variable } = settings[name];
    return { name, variable, result: shapeOf(name).safeParse(environment[variable]) };
  });
  const wrong = read.filter(({ result }) => !result.success).map(({ variable }) => variable);
  if (wrong.length > 0) throw new Error(`settings absent or wrong: ${wrong.join(', ')}`);
  return Object.fromEntries(read.map(({ name, result }) => [name, result.data])) as Config<Name>;
}
