import * as z from 'zod/mini';
import { createResolve } from './intrinsics.ts';
import { namesOf, type RawResource } from './names.ts';
import { TemplateFault } from './template-fault.ts';

/** A resource with evaluated intrinsic functions and parsed properties. */
export interface Resource<Properties> {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly properties: Properties;
}

/** The template as a set of typed resources. */
export interface Stack {
  /** All resources of one type; @throws TemplateFault when one does not have the supported shape */
  all<Properties>(type: string, shape: z.ZodMiniType<Properties>): readonly Resource<Properties>[];
  readonly types: ReadonlyMap<string, string>;
}

const templateShape = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.optional(z.string()),
      Properties: z._default(z.record(z.string(), z.unknown()), {}),
    }),
  ),
  Parameters: z._default(z.record(z.string(), z.object({ Default: z.optional(z.unknown()) })), {}),
  Conditions: z._default(z.record(z.string(), z.unknown()), {}),
});

/** Reads a CloudFormation template in JSON, already parsed. */
export const readStack = (template: unknown): Stack => {
  const { Resources, Parameters, Conditions } = templateShape.parse(template);
  const parameters = Object.fromEntries(
    Object.entries(Parameters).map(([name, { Default }]) => [
      name,
      Default ?? fault(name, 'has no default.'),
    ]),
  );
  const resolve = createResolve({ resources: Resources, parameters, conditions: Conditions });
  const exists = ({ Condition }: RawResource) => Condition === undefined || resolve({ Condition }) === true;
  const present = Object.entries(Resources).filter(([, resource]) => exists(resource));

  return {
    types: new Map(present.map(([id, { Type }]) => [id, Type])),
    all: (type, shape) =>
      present
        .filter(([, { Type }]) => Type === type)
        .map(([id, resource]) => {
          const { ref, attributes } = namesOf(id, resource);
          const parsed = shape.safeParse(resolve(resource.Properties));
          if (!parsed.success) throw new TemplateFault(id, z.prettifyError(parsed.error));
          return { id, name: ref, arn: attributes.Arn ?? ref, properties: parsed.data };
        }),
  };
};

const fault = (id: string, sentence: string): never => {
  throw new TemplateFault(id, sentence);
};

/** A property that the local run does not support and must not ignore: a template with it is rejected. */
export const notSupported = <T>() => z.optional(z.custom<T>(() => false, 'is not known to the local run'));
