import { expect, test } from 'vitest';
import { places, policeRoom } from '../../infra/local/fixtures/places.ts';
import { languages } from '../../shared/engine/language.ts';
import { enteredPlace, enteredStation } from '../enter.ts';
import { httpEvent, lambdaContext } from '../http/event.ts';
import { http } from '../http/http-api.ts';
import { builtScript } from './pages.ts';

/** On a slow mobile connection each further kilobyte is about a tenth of a second before the page can be used. */
const BYTES_MAX = 13_000;

test.each(languages)(
  'the form of every place of the seeded station takes at most 13 KB in %s',
  async (lang) => {
    const rig = await http({}, builtScript);
    await enteredStation(rig.world.store, policeRoom);
    for (const place of places) await enteredPlace(rig.world.store, place);
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    for (const { code: place } of places) {
      const event = httpEvent('GET /q/{place}', { path: { place }, query: { lang }, headers });
      const { body = '', isBase64Encoded } = await rig.residents(event, lambdaContext);
      expect(isBase64Encoded).toBe(true);
      expect(Buffer.byteLength(body, 'base64'), place).toBeLessThanOrEqual(BYTES_MAX);
    }
  },
);
