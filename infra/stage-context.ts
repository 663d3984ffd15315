import * as z from 'zod/mini';
import { architectures, factsOnBus, releaseKinds, type StageSettings, staffPools } from './stage-settings.ts';
import { type Stage, type StageName, stages } from './stages.ts';

const instances = z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10)));
const years = z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(30)));
const text = z.optional(z.string().check(z.minLength(1)));

const addressOrNetwork = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const partsOf = (list: string) => list.split(',').map((part) => part.trim());

/** The settings that can be given on the command line, as `--context <key>=<value>`. */
const settings = z.object({
  publicOrigin: z.optional(z.url().check(z.regex(/[^/]$/, 'must not end with a slash'))),
  certificateArn: z.optional(
    z.string().check(z.regex(/^arn:[\w-]+:acm:/, 'must be the ARN of a certificate')),
  ),
  proxies: z.optional(z.pipe(z.string(), z.pipe(z.transform(partsOf), z.array(addressOrNetwork)))),
  oidcIssuer: z.optional(z.url()),
  oidcAudience: text,
  staffPool: z.optional(z.enum(staffPools)),
  alarmEmail: z.optional(z.email()),
  alarmTopicArn: z.optional(z.string().check(z.regex(/^arn:[\w-]+:sns:/, 'must be the ARN of a topic'))),
  runtime: text,
  release: z.optional(z.enum(releaseKinds)),
  architecture: z.optional(z.enum(architectures)),
  firstDeployment: z.optional(z.stringbool()),
  sweepInstances: instances,
  photoInstances: instances,
  notaryYears: years,
  facts: z.optional(z.enum(factsOnBus)),
});

type ContextSettings = z.output<typeof settings>;

export const contextKeys = Object.keys(settings.shape);

/**
 * Reads the stage from CDK context (`-c stage=dev -c oidcIssuer=…`). Throws when a value is malformed or conflicts with
 * another. Secrets are never read from context, which CDK writes into files.
 */
export const stageFromContext = (read: (key: string) => unknown): Stage => {
  const name = stageName(read('stage') ?? 'dev');
  const parsed = settings.safeParse(Object.fromEntries(contextKeys.map((key) => [key, read(key)])));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const found = parsed.data;
  return stages[name]({
    ...ifGiven('publicOrigin', found.publicOrigin),
    ...ifGiven('certificateArn', found.certificateArn),
    ...ifGiven('proxies', found.proxies),
    ...ifGiven('runtime', found.runtime),
    ...ifGiven('release', found.release),
    ...ifGiven('architecture', found.architecture),
    ...ifGiven('firstDeployment', found.firstDeployment),
    ...ifGiven('sweepInstances', found.sweepInstances),
    ...ifGiven('photoInstances', found.photoInstances),
    ...ifGiven('notaryYears', found.notaryYears),
    ...ifGiven('facts', found.facts),
    ...oidcOf(found),
    ...ifGiven('staffPool', found.staffPool),
    ...alarmsOf(found),
  });
};

const ifGiven = <Name extends keyof StageSettings>(name: Name, value: StageSettings[Name] | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Pick<StageSettings, Name>;

const stageName = (name: unknown): StageName => {
  const names = Object.keys(stages) as StageName[];
  const found = names.find((each) => each === name);
  if (found === undefined) throw new Error(`There is no stage "${name}"; there are: ${names.join(', ')}.`);
  return found;
};

const oidcOf = ({
  oidcIssuer: issuer,
  oidcAudience: audience,
  staffPool,
}: ContextSettings): Pick<StageSettings, 'oidc'> => {
  if (issuer !== undefined && staffPool !== undefined) {
    throw new Error('Staff have one issuer: give oidcIssuer or staffPool, not both.');
  }
  if (issuer === undefined && audience === undefined) return {};
  if (issuer === undefined || audience === undefined) {
    throw new Error('oidcIssuer and oidcAudience are given together or not at all.');
  }
  return { oidc: { issuer, audience } };
};

const alarmsOf = ({ alarmEmail, alarmTopicArn }: ContextSettings): Pick<StageSettings, 'alarmsTo'> => {
  if (alarmEmail !== undefined && alarmTopicArn !== undefined) {
    throw new Error(
      'Alarms go to alarmEmail or to alarmTopicArn, not to both: subscribe the address to the topic.',
    );
  }
  if (alarmEmail !== undefined) return { alarmsTo: { kind: 'email', address: alarmEmail } };
  if (alarmTopicArn !== undefined) return { alarmsTo: { kind: 'topic', arn: alarmTopicArn } };
  return {};
};
