import type * as z from 'zod/mini';
import type { ResidentCommand } from '../cases/command.ts';
import { inputErrorsOf } from './input-errors.ts';
import type { InputError } from './problem.ts';
import {
  residentJoining,
  residentMessage,
  residentRating,
  residentReopening,
  residentWithdrawal,
} from './shapes/moves.ts';

export type ActionBody = z.ZodMiniType<{ readonly commandId?: string }>;

/** Something a resident does with a case: the schema of what it needs, and the command that it makes. */
export interface Action<Body extends ActionBody> {
  readonly body: () => Body;
  readonly command: (given: z.output<Body>) => ResidentCommand;
  /** The same from any data: the command, or what is wrong with it. */
  readonly read: (data: unknown) => ReadAction;
}

export type ReadAction =
  | { readonly command: ResidentCommand; readonly commandId?: string | undefined; readonly errors?: never }
  | { readonly errors: readonly InputError[] };

const action = <Body extends ActionBody>(
  body: () => Body,
  command: (given: z.output<Body>) => ResidentCommand,
): Action<Body> => ({
  body,
  command,
  read(data) {
    const parsed = body().safeParse(data, { reportInput: true });
    if (!parsed.success) return { errors: inputErrorsOf(parsed.error.issues) };
    return { command: command(parsed.data), commandId: parsed.data.commandId };
  },
});

/** What a resident may do, however it is sent. */
export const actions = {
  'add-message': action(residentMessage, ({ commandId: _, ...said }) => ({ move: 'add-message', ...said })),
  rate: action(residentRating, ({ commandId: _, ...rated }) => ({ move: 'rate', ...rated })),
  reopen: action(residentReopening, ({ commandId: _, ...said }) => ({ move: 'reopen', ...said })),
  withdraw: action(residentWithdrawal, () => ({ move: 'withdraw' })),
  join: action(residentJoining, () => ({ move: 'join' })),
};

export type ActionName = keyof typeof actions;
export const isAction = (name: string | undefined): name is ActionName =>
  name !== undefined && Object.hasOwn(actions, name);
