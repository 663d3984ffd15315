import { transform } from 'esbuild';
import { consoleOptions } from '../../../infra/console-files.ts';

/** What came to JavaScript and to browsers after Chrome 92 and Safari 15.4, which the build turns into nothing older. */
/** What libraries use only where it is there. */
const guarded = [
  /\w+\.moveBefore&&[^?]*\?\w+\.moveBefore\(/g,
  /URL\.parse\?|\w+=URL\.parse\b|=>URL\.parse\(/g,
];

const newerApis: readonly RegExp[] = [
  /\.(toSorted|toReversed|toSpliced|with|findLast|findLastIndex|isWellFormed|toWellFormed|groupToMap)\(/,
  /\b(structuredClone|scheduler\.yield|requestIdleCallback|navigation\.navigate|startViewTransition)\b/,
  /\b(Object|Map)\.groupBy\b|\bArray\.fromAsync\b|\bPromise\.(withResolvers|try)\b|\bIterator\.from\b/,
  /\bAbortSignal\.(timeout|any)\b|\bURL\.(canParse|parse)\b|\bResponse\.json\b/,
  /\b(showPopover|togglePopover|checkVisibility|setHTML|closedBy|requestClose)\(/,
  /\bIntl\.(DurationFormat|Segmenter)\b|\bTemporal\.|\bSet\.prototype\.(union|intersection)\b/,
  /\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf)\(/,
];

/** What these browsers would drop together with all that stands beside it in a rule or a list of selectors. */
const newerStyle: readonly RegExp[] = [
  /:has\(/,
  /@(layer|scope|starting-style)\b/,
  /&\s*[.:[]/,
  /\b(color-mix|light-dark|oklch)\(/,
];

/** Syntax or an API of a built file of the console that is younger than what it is built for. */
export async function newerInConsole(name: string, text: string): Promise<readonly string[]> {
  if (name.endsWith('.css')) return newerStyle.flatMap((one) => text.match(new RegExp(one, 'g')) ?? []);
  const unguarded = guarded.reduce((left, one) => left.replace(one, ''), text);
  const [built, latest] = await Promise.all(
    [[...consoleOptions.target], 'esnext'].map((target) =>
      transform(text, { target, minify: true, format: 'esm' }),
    ),
  );
  return [
    ...newerApis.flatMap((one) => unguarded.match(new RegExp(one, 'g')) ?? []),
    ...(built?.code === latest?.code ? [] : ['syntax that is younger']),
  ];
}
