import { scriptText } from '../browser/site.ts';
import { httpEvent, lambdaContext, type Sent } from '../http/event.ts';
import { http, reported } from '../http/http-api.ts';
import { median } from './median.ts';

const WARM_UP = 100;
const ROUNDS = 500;

/**
 * Measures how long the handler takes for a whole page, from the gateway's event to the response. The memory store
 * keeps database time out of it. Each round requests all pages in turn, so that load on the machine slows all alike.
 */
export async function renderings(print: (line: string) => void): Promise<void> {
  const rig = await http({}, scriptText);
  const { token } = await reported(rig);
  const form = httpEvent('GET /q/{place}', { path: { place: 'b3-1' } });
  const receipt = httpEvent('GET /t/{token}', { path: { token } });
  const gzip: Sent['headers'] = { 'accept-encoding': 'gzip' };
  const pages = {
    form,
    'form, compressed': { ...form, headers: { ...form.headers, ...gzip } },
    receipt,
    'receipt, compressed': { ...receipt, headers: { ...receipt.headers, ...gzip } },
  };

  const taken = new Map<string, number[]>(Object.keys(pages).map((page) => [page, []]));
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [page, event] of Object.entries(pages)) {
      const since = performance.now();
      await rig.residents(event, lambdaContext);
      if (round >= 0) taken.get(page)?.push(performance.now() - since);
    }
  }
  print(`page                  median ms   95 % ms   (${ROUNDS} rounds)`);
  for (const [page, times] of taken) {
    const slow = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN;
    print(`${page.padEnd(20)} ${median(times).toFixed(2).padStart(10)} ${slow.toFixed(2).padStart(9)}`);
  }
}
