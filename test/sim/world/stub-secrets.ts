import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Hasher } from '../../../shared/engine/secrets/hasher.ts';
import { type Opener, Tampered } from '../../../shared/engine/secrets/opener.ts';
import type { ReaderKeys } from '../../../shared/engine/secrets/reader-keys.ts';
import type { Recipient, RecipientName } from '../../../shared/engine/secrets/recipient.ts';
import type { ObjectAddress, Sealed, TextAddress } from '../../../shared/engine/secrets/sealed.ts';
import type { Sealer } from '../../../shared/engine/secrets/sealer.ts';
import type { Tickets } from '../../../shared/engine/secrets/tickets.ts';

export interface StubSecrets {
  readonly sealer: Sealer;
  readonly hasher: Hasher;
  readonly readerKeys: ReaderKeys;
  readonly tickets: Tickets;
  /** What staff open, of every station. */
  readonly opener: Opener;
  /** What the sender of residents' messages opens. */
  readonly contacts: Opener;
}

/**
 * Stores texts unencrypted, since encryption would only cost time here, and is otherwise as strict as it: a reader to
 * whom a text is not sealed cannot open it, and a text that lies in another row, or that was sealed to another key of the
 * same name, is a defect.
 */
export function stubSecrets(): StubSecrets {
  let made = 0;
  return {
    sealer: { seal, sealBytes, stationRecipients },
    hasher: { keyedHash: async (text) => text },
    readerKeys: {
      async create(token) {
        made += 1;
        const publicKey = publicKeyOf(`reader ${made}`);
        return { publicKey, wrapped: `${publicKey} under ${token}` };
      },
      async opener(token, wrapped, name) {
        const [publicKey = '', under] = wrapped.split(' under ');
        if (under !== token) throw new Error('the reader key is wrapped under another secret');
        return openerOf(name, () => publicKey);
      },
      async openDecoy() {},
    },
    tickets: {
      issue: async (kind, claims) => `${kind} ${JSON.stringify(claims)}`,
      open: async () => undefined,
    },
    opener: openerOf('station', (station) => publicKeyOf(`station ${station}`)),
    contacts: openerOf('contacts', (station) => publicKeyOf(`contacts ${station}`)),
  };
}

const publicKeyOf = (name: string): string => createHash('sha256').update(name).digest('base64url');

const seal: Sealer['seal'] = async (text, address, to) => ({
  sealed: { nonce: '', ciphertext: text, keys: keysFor(textPlace(address), to) },
  commitment: commitmentTo(text, address),
});

const commitmentTo = (text: string, { version, index }: TextAddress): string =>
  `${version}#${index}#${text.length}`;

const sealBytes: Sealer['sealBytes'] = async (bytes, address, to) => {
  const keys = keysFor(objectPlace(address), to);
  return Buffer.from(JSON.stringify({ keys, bytes: Buffer.from(bytes).toString('base64') }));
};

const stationRecipients: Sealer['stationRecipients'] = async (station, names) =>
  names.map((name) => ({ name, publicKey: publicKeyOf(`${name} ${station}`) }));

const textPlace = ({ key, version, index, kind, by, at }: TextAddress): string =>
  [key.station, key.kind, key.id, version, index, kind, canonicalize(by), at].join('|');
const objectPlace = ({ key, object }: ObjectAddress): string =>
  [key.station, key.kind, key.id, object].join('|');

function keysFor(place: string, to: readonly Recipient[]): NonNullable<Sealed['keys']> {
  if (to.length === 0) throw new RangeError('a text without a recipient could never be opened');
  if (new Set(to.map(({ name }) => name)).size < to.length) throw new RangeError('a recipient twice');
  return Object.fromEntries(to.map(({ name, publicKey }) => [name, `${publicKey}|${place}`]));
}

function openerOf(name: RecipientName, publicKey: (station: string) => string): Opener {
  const isOurs = (keys: NonNullable<Sealed['keys']>, station: string, place: string): boolean => {
    const wrapped = keys[name];
    if (wrapped === undefined) return false;
    if (wrapped !== `${publicKey(station)}|${place}`) throw new Tampered('sealed to another key or row');
    return true;
  };
  return {
    async open({ ciphertext, keys }, address) {
      if (keys === undefined) return { why: 'erased' };
      const opens = isOurs(keys, address.key.station, textPlace(address));
      return opens
        ? { text: ciphertext, commitment: commitmentTo(ciphertext, address) }
        : { why: 'not-addressed' };
    },
    async openBytes(sealed, address) {
      const { keys, bytes } = JSON.parse(Buffer.from(sealed).toString()) as {
        keys: NonNullable<Sealed['keys']>;
        bytes: string;
      };
      const opens = isOurs(keys, address.key.station, objectPlace(address));
      return opens ? { bytes: Buffer.from(bytes, 'base64') } : { why: 'not-addressed' };
    },
  };
}
