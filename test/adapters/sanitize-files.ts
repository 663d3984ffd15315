import { readFile } from 'node:fs/promises';
import { threadedSanitizer } from '../../shared/adapters/image-sanitizer/threaded-sanitizer.ts';
import { HANG_MS } from '../timeouts.ts';

// A process of its own, because only that has a peak of memory of its own. Sanitizes files, as many at once as the
// function has instances, and prints what became of each and the peak in megabytes.

const [instances = '1', ...files] = process.argv.slice(2);
const { sanitize } = threadedSanitizer(new URL('sanitizer-thread.ts', import.meta.url), HANG_MS / 1000);

const became: Record<string, string> = {};
const left = [...files];
const instance = async () => {
  for (let file = left.shift(); file !== undefined; file = left.shift()) {
    became[file] = (await sanitize(await readFile(file))).fault ?? 'kept';
  }
};
await Promise.all(Array.from({ length: Number(instances) }, instance));

const peakMegabytes = Math.ceil(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ became, peakMegabytes }));
