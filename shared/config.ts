import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1));
const origin = () => z.url().check(z.regex(/^https?:\/\/[^/]+$/));

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
  oidcIssuer: { variable: 'OIDC_ISSUER', shape: () => z.url() },
  oidcAudience: { variable: 'OIDC_AUDIENCE', shape: text },
  /** Names of the claims that hold the groups and the station, where the issuer uses others than the defaults. */
  oidcGroupsClaim: { variable: 'OIDC_GROUPS_CLAIM', shape: () => z._default(text(), 'groups') },
  oidcStationClaim: { variable: 'OIDC_STATION_CLAIM', shape: () => z._default(text(), 'station') },
  /** Path of the file with the master key of sealed texts; replaces the key service where all runs on one machine. */
  keyFile: { variable: 'KEY_FILE', shape: () => z.optional(text()) },
  /** ARN of the KMS key that wraps the master key of sealed texts. */
  kmsKeyArn: { variable: 'KMS_KEY_ARN', shape: () => z.optional(text()) },
  /** Origin of the residents' pages, without a trailing slash. */
  publicOrigin: { variable: 'PUBLIC_ORIGIN', shape: origin },
  /** The photo bucket, and the origin to which browsers post photos, without a trailing slash. */
  bucketName: { variable: 'BUCKET_NAME', shape: text },
  uploadOrigin: { variable: 'UPLOAD_ORIGIN', shape: origin },
  /** The channels and their audiences, as JSON; parsed by shared/adapters/channels. */
  channels: { variable: 'CHANNELS', shape: text },
  /** The target address of each channel, as JSON; a secret that only the sending function reads. */
  channelTargets: { variable: 'CHANNEL_TARGETS', shape: text },
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
 * Reads the settings that a function needs, once, when it starts; nothing else in the project reads the environment.
 * Throws one error that names every absent or malformed variable, without the values, which may be secrets.
 */
export function readConfig<Name extends SettingName>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config<Name> {
  const read = names.map((name) => {
    const { variable, shape } = settings[name];
    return { name, variable, result: shape().safeParse(environment[variable]) };
  });
  const wrong = read.filter(({ result }) => !result.success).map(({ variable }) => variable);
  if (wrong.length > 0) throw new Error(`settings absent or wrong: ${wrong.join(', ')}`);
  return Object.fromEntries(read.map(({ name, result }) => [name, result.data])) as Config<Name>;
}
