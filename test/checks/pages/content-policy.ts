import { createHash } from 'node:crypto';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';
import type { OpenPage } from '../open-page.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Inline blocks without a hash in the policy, inline handlers and styles, and a policy that is too open. */
function policyFaults({ html, headers }: OpenPage): readonly string[] {
  const policy = headers['content-security-policy'] ?? '';
  const blocks = [...html.matchAll(/<(style|script)[^>]*>(.*?)<\/\1>/gs)];
  const unlistedBlocks = blocks
    .filter(([, , text = '']) => !policy.includes(`'sha256-${sha256(text)}'`))
    .map(([block]) => block.slice(0, 60));
  const handlers =
    html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').match(/<[^>]*\s(on\w+|style)=/g) ?? [];
  const openPolicy =
    policy.includes("default-src 'none'") && !policy.includes('unsafe') ? [] : [`policy: ${policy}`];
  return [...unlistedBlocks, ...handlers, ...openPolicy];
}

export const contentPolicy = pageCheck({
  number: 30,
  title: 'What the content policy does not vouch for',
  bar: atMost(0),
  async measure(open) {
    const faults = policyFaults(open);
    return { value: faults.length, faults };
  },
});

export const browserMessages = pageCheck({
  number: 30,
  title: 'Complaints of the browser',
  bar: atMost(0),
  async measure({ browserMessages: all }) {
    // Error pages are logged by their status and offline requests by ERR_INTERNET_DISCONNECTED; both are expected.
    const faults = all.filter((text) => !/status of (404|409|422)|ERR_INTERNET_DISCONNECTED/.test(text));
    return { value: faults.length, faults };
  },
});
