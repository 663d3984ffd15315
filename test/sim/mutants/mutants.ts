import { handlerMutants } from './handler-mutants.ts';
import type { Mutant } from './mutant.ts';
import { storeMutants } from './store-mutants.ts';

export const mutants: readonly Mutant[] = [...storeMutants, ...handlerMutants];

/** Both guards gone: one may only have hidden behind the other. */
export const both = (one: Mutant, other: Mutant): Mutant => ({
  name: `${one.name} + ${other.name}`,
  removes: `${one.removes}; ${other.removes}`,
  change: (parts) => other.change(one.change(parts)),
});

/** Guards that stand behind one another: what one lets through the next might catch, or might have hidden. */
const behindOneAnother: readonly (readonly string[])[] = [
  // What may become of a case.
  ['no version condition', 'no status check', 'no command row', 'the newest policy for all'],
  ['no version condition', 'a join is half written'],
  // A report is received once.
  ['no token condition', 'no reference condition', 'no proof condition'],
  // What is due is found and served.
  [
    're-arm in a second write',
    'watermark sweep',
    'first page only',
    'first shard only',
    'one bad row stops its lane',
    'bad rows are parked for ever',
    'park without a condition',
  ],
  // A message is sent, once, and only while it is true.
  [
    'no claim condition',
    'claim ends the retry',
    'acknowledge before send',
    'stream-only outbox',
    'no check before send',
    'attempts without end',
  ],
  ['no outbox row', 'no fold', 'every missed minute is made up for'],
  ['a dead message is not told', 'settled before told', 'everything old is suppressed'],
  ['messages go out at night', 'brief forgotten', 'settled before the brief'],
];

export const pairs: readonly Mutant[] = behindOneAnother.flatMap((names) =>
  names.flatMap((one, index) =>
    names.slice(index + 1).map((other) => both(singleNamed(one), singleNamed(other))),
  ),
);

function singleNamed(name: string): Mutant {
  const found = mutants.find((mutant) => mutant.name === name);
  if (found === undefined) throw new RangeError(`no mutant is called ${name}`);
  return found;
}

export const mutantNamed = (name: string): Mutant =>
  pairs.find((pair) => pair.name === name) ?? singleNamed(name);
