import { createHash } from 'node:crypto';
import { flattenedDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { memoryKeyPairs } from '../../../shared/adapters/memory/key-pairs.ts';
import { expanded } from '../../../shared/adapters/vault/jwe-form.ts';
import { stationOpener } from '../../../shared/adapters/vault/opener.ts';
import { readerKeys } from '../../../shared/adapters/vault/reader-keys.ts';
import { joseSealer } from '../../../shared/adapters/vault/sealer.ts';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { type Opener, Tampered } from '../../../shared/engine/secrets/opener.ts';
import { type Recipient, readerName } from '../../../shared/engine/secrets/recipient.ts';
import {
  isAddressedTo,
  isErased,
  type Sealed,
  type TextAddress,
} from '../../../shared/engine/secrets/sealed.ts';
import { firstText } from '../../cases/text-address.ts';

const WORDS = '三楼有人吵架，电话 13800138000';
const caseId = 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId;
const station = stationId('st1');
const key = keyOf({ station, caseId });
const address: TextAddress = { key, ...firstText };

const pairs = memoryKeyPairs();
const sealer = joseSealer(pairs.publicKeys);
const staff = stationOpener('station', pairs.privateKeys('texts'));
const contacts = stationOpener('contacts', pairs.privateKeys('contacts'));

/** A resident with a link, as recipient and as opener. */
async function resident(id: string, token = `token of ${id}`) {
  const { publicKey, wrapped } = await readerKeys().create(token);
  const name = readerName(id);
  const opener = await readerKeys().opener(token, wrapped, name);
  return { recipient: { name, publicKey }, wrapped, token, opener };
}

const reader = await resident(caseId);
const other = await resident('cbbbbbbbbbbbbbbbbbbbbbbbbb');
const [toStation, toContacts] = (await sealer.stationRecipients(station, ['station', 'contacts'])) as [
  Recipient,
  Recipient,
];
const toBoth = [toStation, reader.recipient];

const sealedTo = async (to: readonly Recipient[], text = WORDS) =>
  (await sealer.seal(text, address, to)).sealed;

describe('a sealed text', () => {
  it.each(['', WORDS, 'x'.repeat(2000), '\u{1F6D7}'])(
    'opens for each recipient as it was: %j',
    async (text) => {
      const sealed = await sealedTo([...toBoth, toContacts], text);
      for (const opener of [staff, contacts, reader.opener]) {
        expect(await opener.open(sealed, address)).toMatchObject({ text });
      }
    },
  );

  it.each([
    ['the station alone', [toStation], staff],
    ['one reader alone', [reader.recipient], reader.opener],
  ])('opens when it was sealed to %s', async (_, to, opener) => {
    expect(await opener.open(await sealedTo(to), address)).toMatchObject({ text: WORDS });
  });

  it('opens for none to whom it was not sealed, and tells so', async () => {
    const note = await sealedTo([toStation]);
    for (const opener of [contacts, reader.opener, other.opener]) {
      expect(await opener.open(note, address)).toEqual({ why: 'not-addressed' });
    }
    expect([isAddressedTo(note, 'station'), isAddressedTo(note, reader.recipient.name)]).toEqual([
      true,
      false,
    ]);
    expect(isAddressedTo(note, 'constructor' as 'station')).toBe(false);
  });

  it('opens for all of fifty-one recipients', async () => {
    const readers = await Promise.all(Array.from({ length: 50 }, (_, at) => resident(`c${at}`)));
    const sealed = await sealedTo([toStation, ...readers.map(({ recipient }) => recipient)]);
    expect(await staff.open(sealed, address)).toMatchObject({ text: WORDS });
    for (const { opener } of readers)
      expect(await opener.open(sealed, address)).toMatchObject({ text: WORDS });
  });

  it('reveals nothing of its content, and is different each time', async () => {
    const [first, second] = [await sealedTo(toBoth), await sealedTo(toBoth)];
    expect(JSON.stringify(first)).not.toContain('13800138000');
    expect(first.nonce).not.toBe(second.nonce);
    expect(first.ciphertext).not.toBe(second.ciphertext);
    for (const { name } of toBoth) expect(first.keys?.[name]).not.toBe(second.keys?.[name]);
  });

  it('is erased with its keys', async () => {
    const { keys: _, ...erased } = await sealedTo(toBoth);
    expect(isErased(erased)).toBe(true);
    for (const opener of [staff, reader.opener, contacts]) {
      expect(await opener.open(erased, address)).toEqual({ why: 'erased' });
    }
  });

  it('needs a recipient', async () => {
    await expect(sealedTo([])).rejects.toThrow('sealed to no recipient');
  });

  it('is a JWE, which the library opens without this project', async () => {
    for (const to of [toBoth, [toStation]]) {
      const { nonce, ciphertext, keys } = await sealedTo(to);
      const compact = { nonce, sealed: Buffer.from(ciphertext, 'base64url') };
      const jwe = expanded(
        compact,
        'station',
        keys?.station ?? '',
        '["text","st1","case","caaaaaaaaaaaaaaaaaaaaaaaaa",1,0,"what",{"kind":"resident"},0]',
      );
      const { plaintext } = await flattenedDecrypt({ ...jwe }, await pairs.privateKeys('texts').of(station));
      expect(Buffer.from(plaintext).subarray(16).toString()).toBe(WORDS);
    }
  });
});

describe('a sealer', () => {
  it('holds public keys alone and opens nothing, not even what it has just sealed', async () => {
    const sealed = await sealedTo(toBoth);
    const forged = stationOpener('station', memoryKeyPairs().privateKeys('texts'));
    await expect(forged.open(sealed, address)).rejects.toThrow();
    // Another resident's private key, under the name of this one.
    const { opener } = await resident(caseId);
    await expect(opener.open(sealed, address)).rejects.toThrow();
  });

  it('asks for the public keys of a station once', async () => {
    let asked = 0;
    const counting = joseSealer({
      of: (use, where) => {
        asked += 1;
        return pairs.publicKeys.of(use, where);
      },
    });
    for (let report = 0; report < 20; report += 1) {
      const to = await counting.stationRecipients(station, ['station', 'contacts']);
      await counting.seal(WORDS, address, to);
    }
    expect(asked).toBe(2);
  });
});

const elsewhere: readonly (readonly [string, TextAddress])[] = [
  ['station', { ...address, key: keyOf({ station: stationId('st2'), caseId }) }],
  ['case', { ...address, key: keyOf({ station, caseId: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId }) }],
  ['version', { ...address, version: 2 }],
  ['row', { ...address, index: 1 }],
  ['kind', { ...address, kind: 'note' }],
  ['author', { ...address, by: { kind: 'co-reporter' } }],
  ['time', { ...address, at: 1 }],
];

describe('a changed text does not open', () => {
  const openers: readonly (readonly [Opener, string])[] = [
    [staff, 'station'],
    [reader.opener, reader.recipient.name],
  ];

  it.each(elsewhere)('at another %s', async (_, at) => {
    const sealed = await sealedTo(toBoth);
    for (const [opener] of openers) await expect(opener.open(sealed, at)).rejects.toBeInstanceOf(Tampered);
  });

  it.each([[toBoth], [[toStation]]])('after a single bit was changed anywhere', async (to) => {
    const sealed = await sealedTo(to, 'a');
    for (const part of ['nonce', 'ciphertext'] as const) {
      for (const changed of oneBitOff(sealed[part])) {
        await expect(staff.open({ ...sealed, [part]: changed }, address)).rejects.toThrow();
      }
    }
    for (const [at, changed] of [...oneBitOff(sealed.keys?.station ?? '')].entries()) {
      const keys = { ...sealed.keys, station: changed };
      const opening = staff.open({ ...sealed, keys }, address);
      // The agreed key is the x of a point, so the sign of the ephemeral point changes nothing; alone in the protected
      // header it is authenticated too.
      if (at === 1 && to.length > 1) expect(await opening).toMatchObject({ text: 'a' });
      else await expect(opening).rejects.toThrow();
    }
  });

  it('cut short, its tag included', async () => {
    const sealed = await sealedTo(toBoth);
    for (const [opener, name] of openers) {
      const keys = { ...sealed.keys, [name]: shorter(sealed.keys?.[name] ?? '') };
      for (const cut of [
        { ...sealed, keys },
        { ...sealed, nonce: shorter(sealed.nonce) },
        { ...sealed, ciphertext: shorter(sealed.ciphertext) },
        { ...sealed, ciphertext: '' },
      ]) {
        await expect(opener.open(cut, address)).rejects.toThrow();
      }
    }
  });

  it('with the key of another recipient under the own name', async () => {
    const sealed = await sealedTo([...toBoth, toContacts, other.recipient]);
    const { station: forStation = '', contacts: forContacts = '' } = sealed.keys ?? {};
    const { [reader.recipient.name]: forReader = '', [other.recipient.name]: forOther = '' } =
      sealed.keys ?? {};
    const swapped: Sealed = {
      ...sealed,
      keys: {
        station: forContacts,
        contacts: forStation,
        [reader.recipient.name]: forOther,
        [other.recipient.name]: forReader,
      },
    };
    for (const opener of [staff, contacts, reader.opener, other.opener]) {
      await expect(opener.open(swapped, address)).rejects.toThrow();
    }
  });

  it('with its own key under the name of another recipient', async () => {
    const sealed = await sealedTo(toBoth);
    // The right private key, but the name says that it belongs to somebody else.
    const renamed = stationOpener('contacts', pairs.privateKeys('texts'));
    const keys = { contacts: sealed.keys?.station ?? '' };
    await expect(renamed.open({ ...sealed, keys }, address)).rejects.toThrow();
  });

  it('with the content or the keys of another text of the same row', async () => {
    const [first, second] = [await sealedTo(toBoth), await sealedTo(toBoth)];
    for (const part of ['nonce', 'ciphertext', 'keys'] as const) {
      const mixed = { ...first, [part]: second[part] } as Sealed;
      for (const [opener] of openers) await expect(opener.open(mixed, address)).rejects.toThrow();
    }
  });
});

describe('a commitment', () => {
  it('cannot be guessed from the text alone, since its salt is sealed with it', async () => {
    const { commitment } = await sealer.seal('yes', address, toBoth);
    expect(commitment).toMatch(/^[\w-]{43}$/);
    expect(commitment).not.toBe(createHash('sha256').update('yes').digest('base64url'));
    expect(commitment).not.toBe((await sealer.seal('yes', address, toBoth)).commitment);
  });

  it('is computed again by the reader who opens the text, and not from another text of the same row', async () => {
    const { sealed, commitment } = await sealer.seal(WORDS, address, toBoth);
    for (const opener of [staff, reader.opener]) {
      expect(await opener.open(sealed, address)).toEqual({ text: WORDS, commitment });
    }
    const again = await staff.open(await sealedTo(toBoth), address);
    expect(again.text).toBe(WORDS);
    expect(again).not.toMatchObject({ commitment });
  });
});

describe('the key of a link', () => {
  it('is short enough for the row of a case, and is stored in no readable form', async () => {
    expect(reader.recipient.publicKey).toMatch(/^[\w-]{43}$/);
    expect(reader.wrapped).not.toContain(reader.token);
    expect(reader.wrapped.length).toBeLessThan(200);
  });

  it('opens with the secret of its own link alone', async () => {
    const opening = readerKeys().opener(other.token, reader.wrapped, reader.recipient.name);
    await expect(opening).rejects.toThrow();
  });

  it('does not open after a single bit was changed', async () => {
    for (const [at, part] of reader.wrapped.split('.').entries()) {
      for (const changed of oneBitOff(part)) {
        const tampered = reader.wrapped.split('.').with(at, changed).join('.');
        await expect(readerKeys().opener(reader.token, tampered, reader.recipient.name)).rejects.toThrow();
      }
    }
  });
});

describe('sealed bytes', () => {
  const photo = { key, object: 'photo:paaaaaaaaaaaaaaaaaaaaaaaaa' };
  const jpeg = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 31) % 256));

  it('open for each recipient as they were, and for no other', async () => {
    const sealed = await sealer.sealBytes(jpeg, photo, toBoth);
    for (const opener of [staff, reader.opener]) {
      const { bytes } = await opener.openBytes(sealed, photo);
      expect(Buffer.from(bytes ?? [])).toEqual(jpeg);
    }
    for (const opener of [contacts, other.opener]) {
      expect(await opener.openBytes(sealed, photo)).toEqual({ why: 'not-addressed' });
    }
  });

  it('are hardly longer, and contain no part of the picture', async () => {
    const sealed = Buffer.from(await sealer.sealBytes(jpeg, photo, toBoth));
    expect(sealed.length - jpeg.length).toBeLessThan(400);
    expect(sealed.includes(jpeg.subarray(0, 16))).toBe(false);
  });

  it.each([
    ['photo', { ...photo, object: 'photo:pbbbbbbbbbbbbbbbbbbbbbbbbb' }],
    ['case', { ...photo, key: keyOf({ station, caseId: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId }) }],
    ['station', { ...photo, key: keyOf({ station: stationId('st2'), caseId }) }],
  ])('do not open as another %s', async (_, at) => {
    const sealed = await sealer.sealBytes(jpeg, photo, toBoth);
    await expect(reader.opener.openBytes(sealed, at)).rejects.toThrow();
    await expect(staff.openBytes(sealed, at)).rejects.toThrow();
  });

  it('do not open after any byte was changed, cut off or put before them', async () => {
    const sealed = Buffer.from(await sealer.sealBytes(jpeg.subarray(0, 40), photo, [toStation]));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      // One bit in a recipient's name makes it another name, so that the bytes are addressed to nobody.
      const opened = await staff.openBytes(changed, photo).catch(() => ({ why: 'tampered' }));
      expect(opened).not.toHaveProperty('bytes');
      if (at > 0) await expect(staff.openBytes(sealed.subarray(0, at), photo)).rejects.toThrow();
    }
    await expect(staff.openBytes(jpeg, photo)).rejects.toThrow('not sealed here');
    await expect(staff.openBytes(new Uint8Array(), photo)).rejects.toThrow('not sealed here');
  });
});

/** Each copy of the text with one bit changed in one of its bytes. */
function* oneBitOff(text: string): Generator<string> {
  const bytes = Buffer.from(text, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    yield changed.toString('base64url');
  }
}

const shorter = (text: string): string =>
  Buffer.from(text, 'base64url').subarray(0, -1).toString('base64url');
