import { it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { desks, narrow } from './desk.ts';
import { touch } from './hands.ts';
import { goRound, seeByRole } from './round.ts';

const stack = await sharedStack();
const at = await desks(stack.run.origin);

it('an overdue case goes round to a bad rating and back to work by touch alone, and the rates say so', async () => {
  const desk = await at.open(narrow);
  await goRound(stack, touch, desk);
  await desk.context.close();
});

it('guard, officer, chief and auditor see what each may, and no more', async () => {
  await seeByRole(stack, touch, at, narrow);
});
