import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryKeyPairs } from '../../shared/adapters/memory/key-pairs.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, type Tables } from '../../shared/adapters/memory/tables.ts';
import { stationOpener } from '../../shared/adapters/vault/opener.ts';
import { shortForm } from '../../shared/adapters/vault/public-key.ts';
import { type CaseKey, keyOf } from '../../shared/cases/case-key.ts';
import { findLink, type SecretLink, submissionCompanion } from '../../shared/cases/intake/submission.ts';
import { hashOfToken } from '../../shared/cases/intake/submit-case.ts';
import { residentPhoto } from '../../shared/cases/photos/open-photo.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { sealedAt } from '../../shared/cases/photos/photo-store.ts';
import type { OpenedText } from '../../shared/cases/reading/open-text.ts';
import { trackCase } from '../../shared/cases/reading/read-case.ts';
import type { Opener } from '../../shared/engine/secrets/opener.ts';
import { readerName } from '../../shared/engine/secrets/recipient.ts';
import type { Sealed } from '../../shared/engine/secrets/sealed.ts';
import type { TextRecord } from '../../shared/engine/storage/text-record.ts';
import type { HttpWorld } from '../../shared/http/call.ts';
import { at } from '../engine/wall-clock.ts';
import { CasePeople, done, type Reporter } from './case-people.ts';
import { keepPhoto } from './keep-photo.ts';
import { type Room, room, station } from './room.ts';
import { keyBytesOf, openerWith } from './stolen-keys.ts';
import { addressOf, firstText } from './text-address.ts';

const somePhoto = `p${'a'.repeat(25)}` as PhotoId;
const CASES = 1000;
const OWN = 10;
const marked = (what: string, n: number) => `CANARY-${what}-${n} 请您放心等候我们的回复`;
const plain = /CANARY|139\d{8}/;

/** What an attacker who took over the function of residents has: its code and ports, its keys, all rows, and a few links. */
interface Loot {
  readonly world: HttpWorld;
  readonly masters: readonly Uint8Array[];
  readonly tables: Tables;
  readonly links: readonly Reporter[];
}

/** A case of which the thief knows everything that is stored. */
interface Victim {
  readonly key: CaseKey;
  readonly texts: readonly TextRecord[];
  readonly link: SecretLink;
  readonly photo: Uint8Array;
}

/** The ports of `public` and no others: in particular not what staff open with. */
const portsOf = (world: Room): HttpWorld => {
  const { store, aggregates, sealer, hasher, readerKeys, signer, tickets } = world;
  const { proofOfWork, photoStore, system, policies } = world;
  return {
    ...{ store, aggregates, sealer, hasher, readerKeys, signer, tickets },
    ...{ proofOfWork, photoStore, system, policies },
  };
};

async function station1000() {
  const tables = emptyTables();
  const world = await room(1, memoryStore(tables));
  const people = new CasePeople(world, at('2026-11-23 10:00'));
  const reporters: Reporter[] = [];
  for (let n = 0; n < CASES; n += 1) {
    const contact = { phone: `139${String(n).padStart(8, '0')}`, name: marked('NAME', n) };
    const one = await people.report({ what: marked('WHAT', n), contact });
    reporters.push(one);
    const photo = { key: keyOf(await people.caseOf(one)), photo: somePhoto };
    await keepPhoto(world, photo, Buffer.from(marked('PHOTO', n)));
    if (n % 20 > 1) continue;
    await done(people.desk('officer', one, { move: 'reply', text: marked('REPLY', n) }));
    await done(people.home(one, { move: 'add-message', text: marked('MESSAGE', n) }));
  }
  const links = reporters.slice(0, OWN);
  const loot: Loot = {
    world: portsOf(world),
    // Of hashing and of signing. In these tests both are the same bytes.
    masters: [new Uint8Array(32).fill(7)],
    tables,
    links,
  };
  const victims: Victim[] = [];
  for (const one of reporters.slice(OWN)) {
    const found = await people.caseOf(one);
    const key = keyOf(found);
    const { texts } = await world.store.history(key);
    const link = await findLink(world.store, hashOfToken(one.token));
    if (link === undefined) throw new Error('no link');
    const sealed = await world.photoStore.show({ key, photo: somePhoto });
    if (sealed === undefined) throw new Error('no photo');
    victims.push({ key, texts, link, photo: sealed });
  }
  return { world, loot, victims, reporters };
}

const ownOpener = async ({ world }: Loot, { token, caseId }: Reporter): Promise<Opener> => {
  const link = await findLink(world.store, hashOfToken(token));
  if (link === undefined) throw new Error('no link');
  return world.readerKeys.opener(token, link.readerKey, readerName(caseId));
};

type Attempt = (loot: Loot, victim: Victim, own: Opener, ownName: string) => Promise<readonly unknown[]>;

const tried = async (attempts: readonly (() => Promise<unknown>)[]): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for (const attempt of attempts) all.push(await attempt().catch(() => undefined));
  return all;
};

const addressesOf = ({ key, texts }: Victim) =>
  texts.map((text) => ({ sealed: text.sealed, address: addressOf(key, text) }));

/** The wrapped keys of a text, each under the name that the thief's own key answers to. */
const renamed = ({ keys = {}, ...sealed }: Sealed, ownName: string): readonly Sealed[] =>
  Object.values(keys).map((wrapped) => ({ ...sealed, keys: { [ownName]: wrapped } }));

const attempts: Readonly<Record<string, Attempt>> = {
  'its own key, as it is': (_loot, victim, own) =>
    tried([
      ...addressesOf(victim).map(
        ({ sealed, address }) =>
          () =>
            own.open(sealed, address),
      ),
      () => own.openBytes(victim.photo, sealedAt({ key: victim.key, photo: somePhoto })),
    ]),

  'its own key, under the names of others': (_loot, victim, own, ownName) =>
    tried(
      addressesOf(victim).flatMap(({ sealed, address }) =>
        renamed(sealed, ownName).map((one) => () => own.open(one, address)),
      ),
    ),

  'the key of the link’s holder, by anything that is stored or held instead of the link': (loot, victim) => {
    const { readerKey, tokenHash, contentHash, key } = victim.link;
    const secrets = [
      loot.links[0]?.token ?? '',
      ...[tokenHash, contentHash, key.id],
      ...keyBytesOf(loot.masters).map((bytes) => Buffer.from(bytes).toString('base64url')),
    ];
    const [first] = addressesOf(victim);
    return tried(
      secrets.map((secret) => async () => {
        const opener = await loot.world.readerKeys.opener(secret, readerKey, readerName(key.id));
        return first && opener.open(first.sealed, first.address);
      }),
    );
  },

  'its own keys as those of the station, or of the link’s holder': (loot, victim) => {
    const [first] = addressesOf(victim);
    return tried(
      keyBytesOf(loot.masters).flatMap((bytes) =>
        (
          [
            ['P-256', 'station'],
            ['X25519', readerName(victim.key.id)],
          ] as const
        ).map(([curve, name]) => async () => {
          const opener = await openerWith(bytes, curve, name);
          return first && opener.open(first.sealed, first.address);
        }),
      ),
    );
  },

  'a pair of its own in place of the station’s': (_loot, victim) => {
    const mine = stationOpener('station', memoryKeyPairs().privateKeys('texts'));
    const [first] = addressesOf(victim);
    return tried([async () => first && mine.open(first.sealed, first.address)]);
  },

  'the page of a link that does not exist': (loot, victim) =>
    tried(
      [victim.link.tokenHash, victim.key.id].flatMap((token) => [
        (): Promise<unknown> => trackCase(loot.world, token),
        (): Promise<unknown> => residentPhoto(loot.world, token, somePhoto),
      ]),
    ),
};

describe('an attacker who has taken over the function of residents', async () => {
  const { world, loot, victims, reporters } = await station1000();

  it('finds no plain word in any row', () => {
    const rows = JSON.stringify(
      Object.values(loot.tables).map((kept) => [...kept]),
      (_, value: unknown) => (value instanceof Map ? [...value] : value),
    );
    expect(rows.length).toBeGreaterThan(CASES * 1000);
    expect(rows).not.toMatch(plain);
  });

  it.each(Object.keys(attempts))('opens none of the other cases with %s', async (name) => {
    const [mine] = loot.links;
    if (mine === undefined) throw new Error('no link');
    const own = await ownOpener(loot, mine);
    for (const victim of victims) {
      const got = await attempts[name]?.(loot, victim, own, readerName(mine.caseId));
      expect(got?.length, 'nothing was tried').toBeGreaterThan(0);
      expect(JSON.stringify(got?.map(readable))).not.toMatch(plain);
    }
  });

  it('gets no word of another case by leading a link of its own to it', async () => {
    const [mine] = loot.links;
    const [victim] = victims;
    const link = mine && (await findLink(world.store, hashOfToken(mine.token)));
    if (mine === undefined || victim === undefined || link === undefined) throw new Error('no link');
    const moved = submissionCompanion({ ...link, key: victim.key });
    expect(await world.store.writeCompanions([{ ...moved, condition: { unchanged: {} } }])).toBe(true);
    const read = await trackCase(loot.world, mine.token).catch(() => undefined);
    expect(JSON.stringify(read) ?? '').not.toMatch(plain);
    const back = submissionCompanion(link);
    expect(await world.store.writeCompanions([{ ...back, condition: { unchanged: {} } }])).toBe(true);
  });

  it('reads with a link everything of that link’s case, as its resident does, and nothing else', async () => {
    for (const [n, { token }] of loot.links.entries()) {
      const read = await trackCase(loot.world, token);
      if (read.refusal) throw new Error(read.refusal.code);
      const { texts } = read.caseDetails;
      expect(texts.map(({ kind }: OpenedText) => kind).slice(0, 2)).toEqual(['what', 'contact']);
      expect(texts).toHaveLength(n % 20 > 1 ? 3 : 5);
      for (const { kind, text } of texts)
        expect(text).toContain(kind === 'notice-address' ? token : `-${n} `);
      const { jpeg } = await residentPhoto(loot.world, token, somePhoto).then(unrefused);
      expect(Buffer.from(jpeg).toString()).toBe(marked('PHOTO', n));
    }
  });

  it('leaves each text of every case readable to the staff of its station', async () => {
    for (const { key, texts } of victims) {
      for (const text of texts) {
        // It holds the resident's link, with which staff could act in their name.
        if (text.kind === 'notice-address') continue;
        expect((await world.opener.open(text.sealed, addressOf(key, text))).text).toMatch(plain);
      }
    }
    expect(victims).toHaveLength(reporters.length - OWN);
  });
});

describe('the attempts with bytes as keys', () => {
  const pairs = {
    X25519: generateKeyPairSync('x25519'),
    'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  };

  it.each(['X25519', 'P-256'] as const)('would open what is sealed to them: %s', async (curve) => {
    const world = await room();
    const key = keyOf({ station, caseId: world.system.newCaseId() });
    const address = { key, ...firstText };
    const { publicKey, privateKey } = pairs[curve];
    const { sealed } = await world.sealer.seal('opened', address, [
      { name: 'station', publicKey: shortForm(publicKey) },
    ]);
    const bytes = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    const opener = await openerWith(bytes, curve, 'station');
    expect(await opener.open(sealed, address)).toMatchObject({ text: 'opened' });
  });
});

function unrefused(opened: Awaited<ReturnType<typeof residentPhoto>>): { readonly jpeg: Uint8Array } {
  if (opened.refusal) throw new Error(opened.refusal.code);
  return opened;
}

const readable = (got: unknown): unknown =>
  typeof got === 'object' && got !== null && 'bytes' in got
    ? Buffer.from(got.bytes as Uint8Array).toString()
    : got;
