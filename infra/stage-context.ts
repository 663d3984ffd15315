import * as z from 'zod/mini';
import { channelKinds } from '../shared/engine/outbox/channel-kinds.ts';
import { audiences, type Channel, type StageSettings, staffPools } from './stage-settings.ts';
import { type Stage, type StageName, stages } from './stages.ts';

const text = z.optional(z.string().check(z.minLength(1)));

/** Every setting that may be given on the command line, as `--context <key>=<value>`. */
const settings = z.object({
  publicOrigin: z.optional(z.url().check(z.regex(/[^/]$/, 'must not end with a slash'))),
  certificateArn: z.optional(
    z.string().check(z.regex(/^arn:[\w-]+:acm:/, 'must be the ARN of a certificate')),
  ),
  oidcIssuer: z.optional(z.url()),
  oidcAudience: text,
  staffPool: z.optional(z.enum(staffPools)),
  channels: text,
  alarmEmail: z.optional(z.email()),
  alarmTopicArn: z.optional(z.string().check(z.regex(/^arn:[\w-]+:sns:/, 'must be the ARN of a topic'))),
  runtime: text,
  sweepInstances: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10))),
});

type Given = z.output<typeof settings>;

export const contextKeys = Object.keys(settings.shape);

/**
 * Reads the stage from CDK context (`-c stage=dev -c oidcIssuer=…`). Throws when a value is malformed, or when two
 * that belong together are not. Channel targets are never context: they are secrets, and context lands in files.
 */
export const stageFromContext = (read: (key: string) => unknown): Stage => {
  const name = stageName(read('stage') ?? 'dev');
  const parsed = settings.safeParse(Object.fromEntries(contextKeys.map((key) => [key, read(key)])));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const found = parsed.data;
  return stages[name]({
    ...given('publicOrigin', found.publicOrigin),
    ...given('certificateArn', found.certificateArn),
    ...given('runtime', found.runtime),
    ...given('sweepInstances', found.sweepInstances),
    ...given('channels', found.channels?.split(',').map(channelOf)),
    ...oidcOf(found),
    ...given('staffPool', found.staffPool),
    ...alarmsOf(found),
  });
};

const given = <Name extends keyof StageSettings>(name: Name, value: StageSettings[Name] | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Pick<StageSettings, Name>;

const stageName = (name: unknown): StageName => {
  const known = Object.keys(stages) as StageName[];
  const found = known.find((each) => each === name);
  if (found === undefined) throw new Error(`There is no stage "${name}"; there are: ${known.join(', ')}.`);
  return found;
};

const oidcOf = ({
  oidcIssuer: issuer,
  oidcAudience: audience,
  staffPool,
}: Given): Pick<StageSettings, 'oidc'> => {
  if (issuer !== undefined && staffPool !== undefined) {
    throw new Error('Staff have one issuer: give oidcIssuer, or let staffPool make one.');
  }
  if (issuer === undefined && audience === undefined) return {};
  if (issuer === undefined || audience === undefined) {
    throw new Error('oidcIssuer and oidcAudience are given together or not at all.');
  }
  return { oidc: { issuer, audience } };
};

const alarmsOf = ({ alarmEmail, alarmTopicArn }: Given): Pick<StageSettings, 'alarmsTo'> => {
  if (alarmEmail !== undefined && alarmTopicArn !== undefined) {
    throw new Error(
      'Alarms go to alarmEmail or to alarmTopicArn, not to both: let the topic have the address.',
    );
  }
  if (alarmEmail !== undefined) return { alarmsTo: { kind: 'email', address: alarmEmail } };
  if (alarmTopicArn !== undefined) return { alarmsTo: { kind: 'topic', arn: alarmTopicArn } };
  return {};
};

const channelShape = z.tuple([
  z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/)),
  z.enum(channelKinds),
  z.array(z.enum(audiences)).check(z.minLength(1)),
]);

/** `robot:webhook:staff+resident`: name, kind, whom it reaches. */
const channelOf = (written: string): Channel => {
  const [name, kind, reached = ''] = written.trim().split(':');
  const parsed = channelShape.safeParse([name, kind, reached.split('+')]);
  if (parsed.success) return { name: parsed.data[0], kind: parsed.data[1], audience: parsed.data[2] };
  throw new Error(
    `A channel is written name:${channelKinds.join('|')}:${audiences.join('+')}, not "${written}".`,
  );
};
