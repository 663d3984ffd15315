import { gzipSync } from 'node:zlib';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';

const KILOBYTE = 1024;

/** The compressed size of the page, its style and its scripts. */
export const weight = pageCheck({
  number: 1,
  title: 'Page, style and script, compressed',
  bar: atMost(15, 'KB'),
  async measure({ loaded }) {
    const bodies = await Promise.all(loaded.map((response) => response.body()));
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    return { value: Math.round((bytes / KILOBYTE) * 100) / 100 };
  },
});

export const requests = pageCheck({
  number: 1,
  title: 'Requests until the page is loaded',
  bar: atMost(3),
  measure: async ({ loaded }) => ({
    value: loaded.length,
    faults: loaded.map((response) => response.url()),
  }),
});

export const thirdParties = pageCheck({
  number: 1,
  title: 'Requests to third parties',
  bar: atMost(0),
  async measure({ loaded, visit: { here } }) {
    const others = loaded.map((response) => response.url()).filter((url) => !url.startsWith(here.origin));
    return { value: others.length, faults: others };
  },
});
