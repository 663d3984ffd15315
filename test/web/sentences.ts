import { type Choice, type Part, partsOf } from '../../shared/locales/message.ts';

/** Every sentence of a catalogue with its key path, such as `.problems.not-found.title`. */
export function sentencesIn(catalogue: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof catalogue === 'string') return [[path, catalogue]];
  return Object.entries(catalogue as object).flatMap(([name, inner]) =>
    sentencesIn(inner, `${path}.${name}`),
  );
}

/** The placeholders of a sentence, each once: `{left}`, or `{count, plural}` where the form depends on a value. */
export const valuesIn = (sentence: string): readonly string[] =>
  [...new Set(partsOf(sentence).flatMap(named))].toSorted();

function named(part: Part): readonly string[] {
  if ('value' in part) return [`{${part.value}}`];
  if (!('choice' in part)) return [];
  const { of, by, branches } = part.choice;
  return [`{${of}, ${by}}`, ...[...branches.values()].flat().flatMap(named)];
}

/** Every plural choice of a sentence. */
export const pluralsIn = (sentence: string): readonly Choice[] =>
  choicesIn(partsOf(sentence)).filter(({ by }) => by === 'plural');

const choicesIn = (parts: readonly Part[]): readonly Choice[] =>
  parts.flatMap((part) =>
    'choice' in part ? [part.choice, ...[...part.choice.branches.values()].flatMap(choicesIn)] : [],
  );
