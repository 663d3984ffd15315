import { createHash } from 'node:crypto';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';
import type { OpenPage } from '../open-page.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** What stands in the page and its policy does not vouch for. */
function unvouched({ html, headers }: OpenPage): readonly string[] {
  const policy = headers['content-security-policy'] ?? '';
  const blocks = [...html.matchAll(/<(style|script)[^>]*>(.*?)<\/\1>/gs)];
  const strangers = blocks
    .filter(([, , text = '']) => !policy.includes(`'sha256-${sha256(text)}'`))
    .map(([block]) => block.slice(0, 60));
  const handlers =
    html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').match(/<[^>]*\s(on\w+|style)=/g) ?? [];
  const lax =
    policy.includes("default-src 'none'") && !policy.includes('unsafe') ? [] : [`policy: ${policy}`];
  return [...strangers, ...handlers, ...lax];
}

export const contentPolicy = pageCheck({
  number: 30,
  title: 'What the content policy does not vouch for',
  bar: atMost(0),
  async measure(open) {
    const faults = unvouched(open);
    return { value: faults.length, faults };
  },
});

export const complaints = pageCheck({
  number: 30,
  title: 'Complaints of the browser',
  bar: atMost(0),
  async measure({ complaints: all }) {
    // A page that says that something is wrong is logged by its status, and a line that is gone by that.
    const faults = all.filter((text) => !/status of (404|409|422)|ERR_INTERNET_DISCONNECTED/.test(text));
    return { value: faults.length, faults };
  },
});
