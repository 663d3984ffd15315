import type { Aggregate } from './aggregate.ts';

// biome-ignore lint/suspicious/noExplicitAny: a registry holds kinds whose types differ; each is taken out as its own
export type AnyAggregate = Aggregate<any>;

/** Every kind of aggregate of a deployment. */
export interface Registry {
  readonly all: readonly AnyAggregate[];
  find(kind: string): AnyAggregate | undefined;
  /** Throws for a kind that is not registered: no key of ours has one. */
  of(kind: string): AnyAggregate;
}

const KIND = /^[a-z]+(-[a-z]+)*$/;

/** Throws a RangeError where two kinds would write the same keys, or a name could be mistaken for another kind of row. */
export function registryOf(all: readonly AnyAggregate[]): Registry {
  const byKind = new Map(all.map((aggregate) => [aggregate.kind, aggregate]));
  if (byKind.size < all.length) throw new RangeError('two aggregates have the same kind');
  const misnamed = all.find(({ kind }) => !KIND.test(kind));
  if (misnamed !== undefined) throw new RangeError(`not a kind of aggregate: ${misnamed.kind}`);
  return {
    all,
    find: (kind) => byKind.get(kind),
    of(kind) {
      const found = byKind.get(kind);
      if (found === undefined) throw new RangeError(`no aggregate is of the kind ${kind}`);
      return found;
    },
  };
}
