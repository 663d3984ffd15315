import { connect } from 'node:net';
import type { Page } from 'playwright-core';
import { type SeededSystem } from '../../../shared/adapters/memory/seeded-system.ts';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { reported } from '../../http/http-api.ts';
import { atMost, exactly } from '../bar.ts';
import { journeyCheck } from '../check.ts';
import { type Stack } from '../fixtures.ts';

/** Reports a case, opens its page, and stops the telephone's clock. */
const followed = <T>({ enter }: Stack, follow: (page: Page) => Promise<T>): Promise<T> =>
  enter({}, async (page, { origin, rig }) => {
    const { token } = await reported(rig);
    const since = (rig.world.system as SeededSystem).now();
    await page.clock.install({ time: since });
    await page.clock.pauseAt(since + SECOND);
    await page.goto(`${origin}/t/${token}`);
    return follow(page);
  });

export const pollWeight = journeyCheck({
  ...{ number: 22, title: 'An answer to a poll that finds nothing new' },
  bar: atMost(300, 'bytes'),
  measure: (stack) =>
    followed(stack, async (page) => {
      const tag = await page.getAttribute('#news', 'data-tag');
      const answer = await raw(page.url(), ['Accept-Language: zh-CN', `If-None-Match: ${tag}`]);
      if (!answer.startsWith('HTTP/1.1 304 ')) throw new Error(`not 304 but ${answer.slice(9, 12)}`);
      return [{ where: 'reportedCase', value: answer.length }];
    }),
});

export const pollsUnseen = journeyCheck({
  ...{ number: 22, title: 'Polls in ten minutes of a page that nobody sees' },
  bar: exactly(0),
  measure: (stack) =>
    followed(stack, async (page) => {
      let asked = 0;
      page.on('request', () => {
        asked += 1;
      });
      await page.evaluate(`Object.defineProperty(document, 'hidden', { get: () => true });
        document.dispatchEvent(new Event('visibilitychange'))`);
      await page.clock.runFor(10 * MINUTE);
      return [{ where: 'reportedCase', value: asked }];
    }),
});

/** An answer as it comes over the line, to the last byte of its headers. */
async function raw(address: string, headers: readonly string[]): Promise<string> {
  const { host, hostname, port, pathname } = new URL(address);
  const line = connect(Number(port), hostname);
  const asked = [`GET ${pathname} HTTP/1.1`, `Host: ${host}`, ...headers, 'Connection: close'];
  line.write(`${asked.join('\r\n')}\r\n\r\n`);
  return (await line.setEncoding('latin1').toArray()).join('');
}
