import { transform } from 'esbuild';
import { scriptFiles } from '../../../infra/page-scripts.ts';
import type { ScriptName } from '../../../shared/http/call.ts';
import * as sheets from '../../../web/resident/style/sheet.ts';
import { atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';

/** Verifies signatures, which old browsers cannot; its page tells them so (see test/browser/check.test.ts). */
const needsCurrent: ScriptName = 'check.js';

/** APIs that Chrome 70 or iOS 12.2 lacks; a script must test for one before it uses it. */
const newerApis: readonly RegExp[] = [
  /\.(at|replaceAll|matchAll|flatMap|flat|toSorted|findLast|trimStart|trimEnd|description)\(/,
  /\b(globalThis|structuredClone|queueMicrotask|BigInt|WeakRef|AggregateError|ResizeObserver)\b/,
  /\bObject\.(fromEntries|hasOwn|groupBy)\b|\bPromise\.(allSettled|any|withResolvers)\b/,
  /\.(replaceChildren|checkVisibility|requestSubmit|showModal|toggleAttribute|arrayBuffer\(\)\.then)\b/,
  /\bIntl\.(RelativeTimeFormat|ListFormat|PluralRules|Segmenter)\b|\bcrypto\.randomUUID\b/,
];

/** CSS that these browsers ignore and a page would look broken without. It is allowed inside `@supports`. */
const newerStyle: readonly RegExp[] = [
  /:(is|where|has)\(/,
  /\b(clamp|color-mix|min|max)\(/,
  /[{;](inset|aspect-ratio|gap|row-gap|column-gap|accent-color|place-items)(-\w+)?:/,
  /@(container|layer|property)\b/,
];

const guarded = /@supports[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g;

const found = (text: string, newer: readonly RegExp[]): readonly string[] =>
  newer.flatMap((one) => text.match(new RegExp(one, 'g')) ?? []);

/** A script with only ES2019 syntax compiles to the same code for ES2019 and for ESNext. */
async function newerSyntax(script: string): Promise<readonly string[]> {
  const [old, latest] = await Promise.all(
    ['es2019', 'esnext'].map((target) => transform(script, { target })),
  );
  return old?.code === latest?.code ? [] : ['syntax that ES2019 has not'];
}

export const oldBrowsers = journeyCheck({
  number: 26,
  title: 'What Chrome 70 or iOS 12.2 has not',
  bar: atMost(0),
  async measure() {
    const old = Object.entries(scriptFiles).filter(([where]) => where !== needsCurrent);
    const scripts = old.map(async ([where, build]) => {
      const script = await build();
      const faults = [...found(script, newerApis), ...(await newerSyntax(script))];
      return { where, value: faults.length, faults };
    });
    const styles = Object.entries(sheets).map(([where, { style }]) => {
      const faults = found(style.replace(guarded, ''), newerStyle);
      return { where, value: faults.length, faults };
    });
    return [...(await Promise.all(scripts)), ...styles];
  },
});
