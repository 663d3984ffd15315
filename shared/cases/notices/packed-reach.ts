import type { CaseCore } from '../case.ts';
import type { NoticeWay } from './notice-choice.ts';

type Reach = Pick<CaseCore, 'reachable' | 'noticesBy'>;

/**
 * The letter of each choice in stored rows, capital where no telephone number is stored. The row of a case is full, so the
 * choice takes the place of the attribute that says whether there is a number. Never reuse a letter.
 */
const letters = {
  s: { reachable: true, noticesBy: 'sms' },
  m: { reachable: true, noticesBy: 'mail' },
  n: { reachable: true, noticesBy: 'none' },
  S: { reachable: false, noticesBy: 'sms' },
  M: { reachable: false, noticesBy: 'mail' },
  N: { reachable: false, noticesBy: 'none' },
} as const satisfies Readonly<Record<string, Required<Reach>>>;

type Letter = keyof typeof letters;
export const packedReach = Object.keys(letters) as Letter[];

const lettersOf: Readonly<Record<NoticeWay, readonly [withNumber: Letter, without: Letter]>> = {
  sms: ['s', 'S'],
  mail: ['m', 'M'],
  none: ['n', 'N'],
};

/** Where nothing was chosen, the attribute only says whether there is a number, as in rows of earlier releases. */
export function packReach({ reachable, noticesBy }: Reach): boolean | Letter {
  if (noticesBy === undefined) return reachable;
  const [withNumber, without] = lettersOf[noticesBy];
  return reachable ? withNumber : without;
}

export function unpackReach(packed: boolean | Letter): Reach {
  return typeof packed === 'boolean' ? { reachable: packed } : letters[packed];
}
