import * as z from 'zod/mini';

const text = () => z.string().check(z.minLength(1));
const origin = () => z.url().check(z.regex(/^https?:\/\/[^/]+$/));

/** Every setting there is: the variable that holds it, and what it must look like. */
const settings = {
  stage: { variable: 'STAGE', shape: text },
  tableName: { variable: 'TABLE_NAME', shape: text },
  shardsPerLane: {
    variable: 'SHARDS_PER_LANE',
    shape: () => z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1024)),
  },
  busName: { variable: 'BUS_NAME', shape: text },
  /** Exactly the `iss` of the tokens. */
  oidcIssuer: { variable: 'OIDC_ISSUER', shape: () => z.url() },
  oidcAudience: { variable: 'OIDC_AUDIENCE', shape: text },
  /** What the issuer's tokens call groups and station, where not by these names. */
  oidcGroupsClaim: { variable: 'OIDC_GROUPS_CLAIM', shape: () => z._default(text(), 'groups') },
  oidcStationClaim: { variable: 'OIDC_STATION_CLAIM', shape: () => z._default(text(), 'station') },
  /** Path of the file with the master key of sealed texts; on one machine, instead of a key service. */
  keyFile: { variable: 'KEY_FILE', shape: () => z.optional(text()) },
  /** The key of the key service that wraps the master key of sealed texts. */
  kmsKeyArn: { variable: 'KMS_KEY_ARN', shape: () => z.optional(text()) },
  /** The address residents see, without a trailing slash. */
  publicOrigin: { variable: 'PUBLIC_ORIGIN', shape: origin },
  /** The bucket of photos, and the address browsers post them to, without a trailing slash. */
  bucketName: { variable: 'BUCKET_NAME', shape: text },
  uploadOrigin: { variable: 'UPLOAD_ORIGIN', shape: origin },
  /** Who is reached over which channel, as JSON; read by shared/adapters/channels. */
  channels: { variable: 'CHANNELS', shape: text },
  /** Where each channel leads, as JSON; a secret of the function that sends. */
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
 * Reads the settings a function needs, once, when it starts; nothing else in the project reads the environment.
 * Throws for those that are absent or wrong, all in one sentence and without their values, which may be secrets.
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
