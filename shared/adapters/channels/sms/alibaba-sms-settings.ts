import * as z from 'zod/mini';
import { standInAddress } from '../safe-address.ts';

/** An approved template. Of a message it holds nothing but its variables. */
export interface Template {
  readonly code: string;
  /** By the name of a variable: the name of a detail of the message whose value it takes, or `title`. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface AlibabaSmsSettings {
  /** The two parts of an access key, which are secrets. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The approved name of the sender, which stands before each message. */
  readonly signName: string;
  /** By what a message says; `any` is for whatever has no template of its own. */
  readonly templates: Readonly<Record<string, Template>>;
  /** Of a stand-in on this machine. */
  readonly endpoint?: URL | undefined;
}

const word = (max: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{1,${max}}$`)));

/** A setting is named by what the message says: `templateForAny`, `templateForRatingRequest`. */
const TEMPLATE_NAME = /^templateFor((?:[A-Z][a-z]{0,30}){1,4})$/;
/** The code of a template, and where each of its variables comes from: `SMS_123 number=reference token=token`. */
const TEMPLATE = /^SMS_\d{1,20}(?: [A-Za-z0-9_]{1,20}=[A-Za-z0-9-]{1,32}){0,10}$/;

/**
 * The shape of these settings as an operator enters them. Published settings are plain texts, so each template is one
 * setting.
 */
export const alibabaSmsSettings = (): z.ZodMiniType<AlibabaSmsSettings> =>
  z.pipe(
    z
      .catchall(
        z.object({
          accessKeyId: word(128),
          accessKeySecret: word(128),
          signName: z.string().check(z.regex(/^[^\p{C}【】]{2,30}$/u)),
          endpoint: z.optional(standInAddress()),
          // Read by the function that the provider calls (shared/policies/reporting-channel.ts).
          reportsSha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
        }),
        z.string().check(z.regex(TEMPLATE, 'a template: SMS_123 number=reference token=token')),
      )
      .check(
        z.refine(
          (given) => Object.keys(given).every((name) => known.includes(name) || TEMPLATE_NAME.test(name)),
          'a setting that there is not',
        ),
      ),
    z.transform(({ accessKeyId, accessKeySecret, signName, endpoint, reportsSha256: _, ...templates }) => ({
      ...{ accessKeyId, accessKeySecret, signName, endpoint },
      templates: Object.fromEntries(Object.entries(templates).map(templateIn)),
    })),
  );

const known: readonly string[] = ['accessKeyId', 'accessKeySecret', 'signName', 'endpoint', 'reportsSha256'];

function templateIn([name, text]: readonly [string, string]): readonly [string, Template] {
  const [, says = ''] = TEMPLATE_NAME.exec(name) ?? [];
  const [code = '', ...variables] = text.split(' ');
  const pairs = variables.map((one) => one.split('=') as [string, string]);
  return [kebab(says), { code, variables: Object.fromEntries(pairs) }];
}

const kebab = (pascal: string): string => pascal.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();
