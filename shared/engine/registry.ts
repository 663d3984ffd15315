import type { Aggregate } from './aggregate.ts';

// biome-ignore lint/suspicious/noExplicitAny: it holds aggregates of different types; callers narrow them by kind
export type AnyAggregate = Aggregate<any>;

/** Every kind of aggregate of a deployment. */
export interface Registry {
  readonly all: readonly AnyAggregate[];
  find(kind: string): AnyAggregate | undefined;
  /** The kind whose ids begin like this one. */
  owning(id: string): AnyAggregate | undefined;
  /** Throws for a kind that is not registered; no key that this system writes has one. */
  of(kind: string): AnyAggregate;
}

/** As events accept them. */
const KIND = /^(?=.{1,32}$)[a-z]+(-[a-z]+)*$/;
/** What a message may be about besides an aggregate. */
const reserved = ['brief', 'batch', 'test'];

/**
 * Throws a RangeError if two kinds would write the same keys or the same ids, or if a kind could be mistaken for another row's prefix.
 */
export function registryOf(all: readonly AnyAggregate[]): Registry {
  const byKind = new Map(all.map((aggregate) => [aggregate.kind, aggregate]));
  if (byKind.size < all.length) throw new RangeError('two aggregates have the same kind');
  const byLetter = new Map(all.map((aggregate) => [aggregate.idLetter, aggregate]));
  if (byLetter.size < all.length) throw new RangeError('ids of two aggregates begin with the same letter');
  const malformed = all.find(({ kind }) => !KIND.test(kind) || reserved.includes(kind));
  if (malformed !== undefined) throw new RangeError(`not a kind of aggregate: ${malformed.kind}`);
  return {
    all,
    find: (kind) => byKind.get(kind),
    owning: (id) => byLetter.get(id.charAt(0)),
    of(kind) {
      const found = byKind.get(kind);
      if (found === undefined) throw new RangeError(`no aggregate of kind ${kind} is registered`);
      return found;
    },
  };
}
