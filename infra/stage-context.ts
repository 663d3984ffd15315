import * as z from 'zod/mini';
import { type Stage, type StageName, type StageSettings, stages } from './stages.ts';

const text = z.optional(z.string().check(z.minLength(1)));

const settings = z.object({
  publicOrigin: z.optional(z.url().check(z.regex(/[^/]$/, 'must not end with a slash'))),
  oidcIssuer: z.optional(z.url()),
  oidcAudience: text,
  runtime: text,
});

/**
 * Reads the stage from CDK context (`-c stage=dev -c oidcIssuer=…`). Throws when a value is malformed, or when an
 * issuer comes without its audience. Channel targets are never context: they are secrets, and context lands in files.
 */
export const stageFromContext = (read: (key: string) => unknown): Stage => {
  const name = stageName(read('stage') ?? 'dev');
  const keys = Object.keys(settings.shape);
  const found = settings.parse(Object.fromEntries(keys.map((key) => [key, read(key)])));
  return stages[name]({
    ...(found.publicOrigin !== undefined && { publicOrigin: found.publicOrigin }),
    ...(found.runtime !== undefined && { runtime: found.runtime }),
    ...oidcOf(found.oidcIssuer, found.oidcAudience),
  });
};

const stageName = (name: unknown): StageName => {
  const known = Object.keys(stages) as StageName[];
  const found = known.find((each) => each === name);
  if (found === undefined) throw new Error(`There is no stage "${name}"; there are: ${known.join(', ')}.`);
  return found;
};

const oidcOf = (issuer: string | undefined, audience: string | undefined): Pick<StageSettings, 'oidc'> => {
  if (issuer === undefined && audience === undefined) return {};
  if (issuer === undefined || audience === undefined) {
    throw new Error('oidcIssuer and oidcAudience are given together or not at all.');
  }
  return { oidc: { issuer, audience } };
};
