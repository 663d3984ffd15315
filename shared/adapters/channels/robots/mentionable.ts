/** More people are not mentioned one by one: all of them are in the group. */
const MENTIONS_MAX = 20;

/** A telephone number must not stand in a message to a group, even where a platform takes one for an id. */
const TELEPHONE = /^\+?(?:86)?1\d{10}$/;

/**
 * The ids by which a robot may mention people: each once, and only what looks like one person's id on that platform. An
 * id that does not is left out, and the message goes without that mention.
 */
export const mentionable = (ids: readonly string[], shape: RegExp): readonly string[] =>
  [...new Set(ids)]
    .filter((id) => shape.test(id) && !TELEPHONE.test(id) && id.toLowerCase() !== 'all')
    .slice(0, MENTIONS_MAX);
