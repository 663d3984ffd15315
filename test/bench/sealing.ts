import { randomBytes } from 'node:crypto';
import { memoryKeyPairs } from '../../shared/adapters/memory/key-pairs.ts';
import { stationOpener } from '../../shared/adapters/vault/opener.ts';
import { readerKeys } from '../../shared/adapters/vault/reader-keys.ts';
import { joseSealer } from '../../shared/adapters/vault/sealer.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { type Recipient, readerName } from '../../shared/engine/secrets/recipient.ts';
import { rowBytes } from '../../shared/engine/storage/row-bytes.ts';
import { firstText } from '../cases/text-address.ts';
import { median } from './median.ts';

const WARM_UP = 100;
const ROUNDS = 1000;
/** As long as a report usually is: 120 Chinese characters. */
const TEXT = '三楼有人吵架，'.repeat(17).slice(0, 120);
const PHOTO_BYTES = 400 * 1024;

const station = stationId('st1');
const idOf = (number: number): string => `c${String(number).padStart(25, 'a')}`;
const key = { station, kind: 'case', id: idOf(0) };
const address = { key, ...firstText };

/** The median microseconds of a call in one process, one after the other. */
async function micros(call: () => Promise<unknown>, rounds = ROUNDS): Promise<number> {
  for (let round = 0; round < Math.min(rounds, WARM_UP); round += 1) await call();
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = process.hrtime.bigint();
    await call();
    taken.push(Number(process.hrtime.bigint() - startedAt) / 1e3);
  }
  return median(taken);
}

/** Measures what sealing costs: attribute bytes and microseconds, by the number of recipients. */
export async function sealings(print: (line: string) => void): Promise<void> {
  const pairs = memoryKeyPairs();
  const sealer = joseSealer(pairs.publicKeys);
  const staff = stationOpener('station', pairs.privateKeys('texts'));
  const [toStation, toContacts] = await sealer.stationRecipients(station, ['station', 'contacts']);
  if (toStation === undefined || toContacts === undefined) throw new Error('a station without keys');
  const readers = await Promise.all(
    Array.from({ length: 50 }, async (_, number) => {
      const token = randomBytes(24).toString('base64url');
      const { publicKey, wrapped } = await readerKeys().create(token);
      const name = readerName(idOf(number));
      return { recipient: { name, publicKey }, wrapped, token, name };
    }),
  );
  const [own] = readers;
  if (own === undefined) throw new Error('no reader');
  const cases: readonly (readonly [string, readonly Recipient[]])[] = [
    ['note: station', [toStation]],
    ['reply: station, reporter', [toStation, own.recipient]],
    ['contact: station, reporter, contacts', [toStation, own.recipient, toContacts]],
    ['announcement: station, 50 reporters', [toStation, ...readers.map(({ recipient }) => recipient)]],
  ];
  print('recipients                             keys B   per recipient B   seal µs   open µs');
  for (const [name, to] of cases) {
    const { sealed } = await sealer.seal(TEXT, address, to);
    const bytes = rowBytes({ keys: sealed.keys });
    const seal = await micros(() => sealer.seal(TEXT, address, to), to.length > 9 ? 100 : ROUNDS);
    const open = await micros(() => staff.open(sealed, address));
    print(
      `${name.padEnd(38)} ${String(bytes).padStart(6)} ${(bytes / to.length).toFixed(0).padStart(17)} ${seal.toFixed(0).padStart(9)} ${open.toFixed(0).padStart(9)}`,
    );
  }
  const { sealed } = await sealer.seal(TEXT, address, [toStation, own.recipient]);
  const link = () => readerKeys().opener(own.token, own.wrapped, own.name);
  const opener = await link();
  print(
    `text of ${Buffer.byteLength(TEXT)} B: nonce and ciphertext ${rowBytes({ nonce: sealed.nonce, ciphertext: sealed.ciphertext })} B`,
  );
  print(`link: wrapped key ${own.wrapped.length} B, public key ${own.recipient.publicKey.length} B`);
  print(
    `make a reader's pair ${(await micros(() => readerKeys().create(own.token))).toFixed(0)} µs, unwrap it ${(await micros(link)).toFixed(0)} µs`,
  );
  print(`open as reader ${(await micros(() => opener.open(sealed, address))).toFixed(0)} µs`);
  const photo = randomBytes(PHOTO_BYTES);
  const at = { key, object: 'photo:p' };
  const kept = await sealer.sealBytes(photo, at, [toStation, own.recipient]);
  const sealPhoto = await micros(() => sealer.sealBytes(photo, at, [toStation, own.recipient]), 100);
  const openPhoto = await micros(() => opener.openBytes(kept, at), 100);
  print(
    `photo of ${PHOTO_BYTES} B: ${kept.length - PHOTO_BYTES} B more, seal ${sealPhoto.toFixed(0)} µs, open ${openPhoto.toFixed(0)} µs`,
  );
}
