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

/** An action of a resident: the schema of its body, and the command it becomes. */
export interface Action<Body extends ActionBody> {
  readonly body: () => Body;
  readonly command: (given: z.output<Body>) => ResidentCommand;
  /** Parses any data to the command, or returns its errors. */
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

/** The actions of residents, shared by the JSON API and the forms of the tracking page. */
export const actions = {
  'add-message': action(residentMessage, ({ commandId: _, ...body }) => ({ move: 'add-message', ...body })),
  rate: action(residentRating, ({ commandId: _, ...body }) => ({ move: 'rate', ...body })),
  reopen: action(residentReopening, ({ commandId: _, ...body }) => ({ move: 'reopen', ...body })),
  withdraw: action(residentWithdrawal, () => ({ move: 'withdraw' })),
  join: action(residentJoining, () => ({ move: 'join' })),
};

export type ActionName = keyof typeof actions;
export const isAction = (name: string | undefined): name is ActionName =>
  name !== undefined && Object.hasOwn(actions, name);
