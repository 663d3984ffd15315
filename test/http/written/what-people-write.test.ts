import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { formFields } from '../../../shared/http/form-fields.ts';
import { isolated } from '../../../shared/locales/isolated.ts';
import { type HttpApi, http, reportBody, reported } from '../http-api.ts';
import { type Classes, type Written, writtenPhones } from './written-phones.ts';
import { writtenTexts } from './written-texts.ts';

const COUNT = 500;
/** Printed with each test; to repeat a run, write it here. */
const seed = randomInt(2 ** 31);

/** Some of each class, and the promised number in all. */
const drawn = (classes: Classes): ReadonlyMap<string, readonly Written[]> =>
  new Map(
    Object.entries(classes).map(([name, written], _, { length }) => [
      name,
      fc.sample(written, { seed, numRuns: Math.ceil(COUNT / length) }),
    ]),
  );
const phones = drawn(writtenPhones);
const texts = drawn(writtenTexts);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const textOf = (markup: string) =>
  markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name] ?? '');

/** What staff read of a report, what its page shows, and the same through a form. */
async function kept(rig: HttpApi, more: { readonly what?: string; readonly contact?: object }) {
  const { id, token, receipt } = await reported(rig, more);
  expect(receipt.errors).toBeUndefined();
  const { body: staff } = await rig.as('officer', 'GET /v1/office/cases/{id}', { path: { id } });
  const { text } = await rig.ask('GET /t/{token}', { path: { token } });
  const [, said = ''] = /<p class="said" dir="auto">(.*?)<\/p>/s.exec(text) ?? [];
  const asked = { path: { id }, body: { what: 'contact' } };
  const { body: revealed } = await rig.as('officer', 'POST /v1/office/cases/{id}/reveal', asked);
  return { phone: revealed.contact?.phone, what: staff.texts[0].text, shown: textOf(said) };
}

const codesOf = async ({ ask }: HttpApi, more: object) => {
  const { status, body } = await ask('POST /v1/cases', { body: JSON.stringify(reportBody({ ...more })) });
  return [status, (body.errors ?? []).map(({ code }: { code: string }) => code)];
};

describe(`of ${COUNT} telephone numbers as people write them (seed ${seed})`, () => {
  let rig: HttpApi;
  beforeAll(async () => {
    rig = await http();
  });

  test.each([...phones])('one is taken or refused as its class says: %s', async (_, all) => {
    for (const { written, kept: expected, refused } of all) {
      if (refused !== undefined) {
        expect([written, ...(await codesOf(rig, { contact: { phone: written } }))]).toEqual([
          written,
          422,
          [refused],
        ]);
      } else {
        expect([written, (await kept(rig, { contact: { phone: written } })).phone]).toEqual([
          written,
          expected,
        ]);
      }
    }
  });
});

describe(`of ${COUNT} texts as people write them (seed ${seed})`, () => {
  let rig: HttpApi;
  beforeAll(async () => {
    rig = await http();
  });

  test.each([...texts])('one is kept and shown, or refused, as its class says: %s', async (_, all) => {
    for (const { written, kept: expected, refused } of all) {
      if (refused !== undefined) {
        expect([written, ...(await codesOf(rig, { what: written }))]).toEqual([written, 422, [refused]]);
        continue;
      }
      const { what, shown } = await kept(rig, { what: written });
      expect({ written, what, shown }).toEqual({ written, what: expected, shown: expected });
      // A form carries the same, and a message would say it without touching its other words.
      const form = Buffer.from(new URLSearchParams({ what: written }).toString());
      expect(await formFields(form, 'application/x-www-form-urlencoded')).toEqual({ what: written });
      expect([expected, `\u2068${expected}\u2069`]).toContain(isolated(what));
    }
  });
});

test('as many are drawn as are promised', () => {
  for (const classes of [phones, texts]) {
    expect([...classes.values()].flat().length).toBeGreaterThanOrEqual(COUNT);
  }
});
