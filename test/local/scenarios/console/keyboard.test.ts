import { it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { desks, wide } from './desk.ts';
import { keyboard } from './hands.ts';
import { goRound, seeByRole } from './round.ts';

const stack = await sharedStack();
const at = await desks(stack.run.origin);

it('an overdue case goes round to a bad rating and back to work by keyboard alone, and the rates say so', async () => {
  const desk = await at.open(wide);
  await goRound(stack, keyboard, desk);
  await desk.context.close();
});

it('guard, officer, chief and auditor see what each may, and no more', async () => {
  await seeByRole(stack, keyboard, at, wide);
});
