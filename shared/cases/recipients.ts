import type { PlainText } from '../engine/commands/seal-texts.ts';
import { type Recipient, readerName } from '../engine/secrets/recipient.ts';
import { Unreadable } from '../engine/storage/store-errors.ts';
import type { CaseCore } from './case.ts';
import { keyOf } from './case-key.ts';
import { linkedCases } from './reading/co-reporter-cases.ts';
import { isReaderOf } from './reading/is-reader-of.ts';
import { type CaseText, type TextReader, textReaders } from './text-kinds.ts';
import type { World } from './world.ts';

type RecipientWorld = Pick<World, 'store' | 'sealer'>;

/** The case that a text belongs to, also before it is stored. */
type Owner = Pick<CaseCore, 'station' | 'caseId' | 'reader' | 'linked'>;

/** The holder of the link of a case that is not stored yet. */
export const newReader = ({ caseId, reader }: Pick<CaseCore, 'caseId' | 'reader'>): Recipient => ({
  name: readerName(caseId),
  publicKey: reader,
});

/**
 * The holder of the link of a case, by the key in its first fact. Every function that may commit a step could put a key of
 * its own into the state, and would then read all that is written to the resident from there on.
 * @throws Unreadable where the state names another key: nothing is sealed to either
 */
export async function readerOf(
  store: RecipientWorld['store'],
  found: Pick<CaseCore, 'station' | 'caseId' | 'reader'>,
): Promise<Recipient> {
  const first = await store.firstFact(keyOf(found));
  if (!isReaderOf(first?.fact, found)) {
    throw new Unreadable('the reader of a case is not the one of its first fact');
  }
  return newReader(found);
}

type ReaderFor = (of: Owner) => Promise<Recipient>;

const recipients: {
  readonly [R in TextReader]: (
    world: RecipientWorld,
    of: Owner,
    reader: ReaderFor,
  ) => Promise<readonly Recipient[]>;
} = {
  station: ({ sealer }, { station }) => sealer.stationRecipients(station, ['station']),
  reporter: async (_, of, reader) => [await reader(of)],
  // A link that is made at the same time changes the version of `of`, so that the commit is decided again.
  'co-reporters': async ({ store }, of, reader) =>
    Promise.all((await linkedCases(store, of)).map((one) => reader(one))),
  contacts: ({ sealer }, { station }) => sealer.stationRecipients(station, ['contacts']),
};

/** Texts with those who can open them: for each kind whom the table of kinds names. */
export const addressed = (
  world: RecipientWorld,
  texts: readonly CaseText[],
  of: Owner,
  reader: ReaderFor = (one) => readerOf(world.store, one),
): Promise<readonly PlainText[]> =>
  Promise.all(
    texts.map(async ({ kind, text }) => {
      const to = await Promise.all(textReaders[kind].map((one) => recipients[one](world, of, reader)));
      return { kind, text, to: to.flat() };
    }),
  );
