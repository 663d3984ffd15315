/** A part of a sentence: text, a placeholder, a choice that depends on a value, or `#`, the number of a plural. */
export type Part =
  | { readonly words: string }
  | { readonly value: string }
  | { readonly choice: Choice }
  | { readonly number: true };

export interface Choice {
  readonly of: string;
  readonly by: 'plural' | 'select';
  readonly branches: ReadonlyMap<string, readonly Part[]>;
}

/**
 * Parses a sentence in the supported part of ICU MessageFormat: `{name}`, `{name, plural, …}`, `{name, select, …}`, and
 * `#` within a plural. Each choice needs a branch `other`. Throws a SyntaxError for anything else.
 */
export function partsOf(sentence: string): readonly Part[] {
  const { parts, at } = parse(sentence, 0, false);
  if (at < sentence.length) throw new SyntaxError(`unmatched } in ${JSON.stringify(sentence)}`);
  return parts;
}

/** Serializes the parts of a sentence; the inverse of `partsOf`. */
export const sentenceOf = (parts: readonly Part[]): string =>
  parts
    .map((part) => {
      if ('words' in part) return part.words;
      if ('value' in part) return `{${part.value}}`;
      if ('number' in part) return '#';
      const { of, by, branches } = part.choice;
      const serialized = [...branches].map(([name, inner]) => `${name} {${sentenceOf(inner)}}`);
      return `{${of}, ${by}, ${serialized.join(' ')}}`;
    })
    .join('');

interface Parsed {
  readonly parts: readonly Part[];
  /** Where parsing stopped: at the end, or before the closing brace of the enclosing branch. */
  readonly at: number;
}

function parse(sentence: string, from: number, inPlural: boolean): Parsed {
  const parts: Part[] = [];
  const end = inPlural ? /[{}#]/g : /[{}]/g;
  let at = from;
  while (at < sentence.length) {
    end.lastIndex = at;
    const stop = end.exec(sentence)?.index ?? sentence.length;
    if (stop > at) parts.push({ words: sentence.slice(at, stop) });
    at = stop;
    if (at === sentence.length || sentence[at] === '}') break;
    const next =
      sentence[at] === '#' ? { part: { number: true } as const, at: at + 1 } : parsePlaceholder(sentence, at);
    parts.push(next.part);
    at = next.at;
  }
  return { parts, at };
}

const PLACEHOLDER = /\{(\w+)(?:\}|, (plural|select),)/y;
const BRANCH = / ?(=\d+|[\w-]+) \{/y;

/** Parses a placeholder or a choice, from its opening to its closing brace. */
function parsePlaceholder(sentence: string, from: number): { readonly part: Part; readonly at: number } {
  const invalid = () =>
    new SyntaxError(`no placeholder and no choice at ${from} in ${JSON.stringify(sentence)}`);
  PLACEHOLDER.lastIndex = from;
  const [found, name, by] = PLACEHOLDER.exec(sentence) ?? [];
  if (found === undefined || name === undefined) throw invalid();
  let at = from + found.length;
  if (by !== 'plural' && by !== 'select') return { part: { value: name }, at };
  const branches = new Map<string, readonly Part[]>();
  for (BRANCH.lastIndex = at; ; BRANCH.lastIndex = at) {
    const [opened, branch] = BRANCH.exec(sentence) ?? [];
    if (opened === undefined || branch === undefined) break;
    const inner = parse(sentence, at + opened.length, by === 'plural');
    if (sentence[inner.at] !== '}') throw invalid();
    branches.set(branch, inner.parts);
    at = inner.at + 1;
  }
  if (sentence[at] !== '}' || !branches.has('other')) throw invalid();
  return { part: { choice: { of: name, by, branches } }, at: at + 1 };
}
