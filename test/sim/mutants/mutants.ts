import { channelMutants } from './channel-mutants.ts';
import { handlerMutants } from './handler-mutants.ts';
import { helperMutants } from './helper-mutants.ts';
import { linkMutants } from './link-mutants.ts';
import type { Mutant } from './mutant.ts';
import { notaryMutants } from './notary-mutants.ts';
import { storeMutants } from './store-mutants.ts';

export const mutants: readonly Mutant[] = [
  ...storeMutants,
  ...handlerMutants,
  ...linkMutants,
  ...notaryMutants,
  ...channelMutants,
  ...helperMutants,
];

/** Removes both guards. */
export const both = (one: Mutant, other: Mutant): Mutant => ({
  name: `${one.name} + ${other.name}`,
  removes: `${one.removes}; ${other.removes}`,
  change: (parts) => other.change(one.change(parts)),
});

/** Groups of guards that overlap: one may catch what another lets through, so pairs of them are removed together. */
const overlappingGuards: readonly (readonly string[])[] = [
  // A case changes correctly.
  ['no version condition', 'no status check', 'no kept commands', 'the newest policy for all'],
  ['no kept commands', 'no command row'],
  ['no version condition', 'a join is half written'],
  ['any type may be linked', 'an ended case takes links', 'a calm case swallows an urgent one'],
  ['a join is half written', 'the row of an undone link stays', 'an unlinked case starts anew'],
  // A report is received once.
  ['no token condition', 'no reference condition', 'no proof condition'],
  // Due rows are found and handled.
  [
    're-arm in a second write',
    'watermark sweep',
    'first page only',
    'first shard only',
    'one bad row stops its lane',
    'bad rows are parked for ever',
    'park without a condition',
  ],
  // What is secret is shown to few, and on record.
  [
    'the type decides what is secret',
    'every role reads who reported',
    'reads leave no record',
    'no read condition',
  ],
  // A message is sent once, and only while its reason holds.
  [
    'no claim condition',
    'claim ends the retry',
    'acknowledge before send',
    'stream-only outbox',
    'no check before send',
    'attempts without end',
  ],
  ['no outbox row', 'no fold', 'every missed minute is made up for'],
  ['a dead message is not reported', 'settled before reported', 'everything old is suppressed'],
  ['messages go out at night', 'brief forgotten', 'settled before the brief'],
  // A message leaves by its own way, and no more of them than may.
  [
    'no body check',
    'no rate budget',
    'no next channel',
    'short messages without a budget',
    'the sender to staff opens contacts',
    'the sender to residents sends to staff',
  ],
  // A resident is told in order, once in the morning, and what is true.
  [
    'messages overtake each other',
    'what is held stays behind',
    'an attempt under way is overtaken',
    'one by one in the morning',
    'folded before it is told',
    'the receipt as it was decided',
  ],
];

export const pairs: readonly Mutant[] = overlappingGuards.flatMap((names) =>
  names.flatMap((one, index) =>
    names.slice(index + 1).map((other) => both(singleNamed(one), singleNamed(other))),
  ),
);

function singleNamed(name: string): Mutant {
  const found = mutants.find((mutant) => mutant.name === name);
  if (found === undefined) throw new RangeError(`unknown mutant: ${name}`);
  return found;
}

export const mutantNamed = (name: string): Mutant =>
  pairs.find((pair) => pair.name === name) ?? singleNamed(name);
