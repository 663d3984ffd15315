import type * as z from 'zod/mini';
import type { ResidentCommand } from '../domain/command.ts';
import { inputErrorsOf } from './input-errors.ts';
import type { InputError } from './problem.ts';
import {
  residentJoining,
  residentMessage,
  residentRating,
  residentReopening,
  residentWithdrawal,
} from './shapes/moves.ts';

export type DeedBody = z.ZodMiniType<{ readonly commandId?: string }>;

/** Something a resident does with a matter: the schema of what it needs, and the command that it makes. */
export interface Deed<Body extends DeedBody> {
  readonly body: () => Body;
  readonly command: (given: z.output<Body>) => ResidentCommand;
  /** The same from any data: the command, or what is wrong with it. */
  readonly read: (data: unknown) => ReadDeed;
}

export type ReadDeed =
  | { readonly command: ResidentCommand; readonly commandId?: string | undefined; readonly errors?: never }
  | { readonly errors: readonly InputError[] };

const deed = <Body extends DeedBody>(
  body: () => Body,
  command: (given: z.output<Body>) => ResidentCommand,
): Deed<Body> => ({
  body,
  command,
  read(data) {
    const parsed = body().safeParse(data, { reportInput: true });
    if (!parsed.success) return { errors: inputErrorsOf(parsed.error.issues) };
    return { command: command(parsed.data), commandId: parsed.data.commandId };
  },
});

/** What a resident may do, however it is sent. */
export const deeds = {
  'add-message': deed(residentMessage, ({ commandId: _, ...said }) => ({ move: 'add-message', ...said })),
  rate: deed(residentRating, ({ commandId: _, ...rated }) => ({ move: 'rate', ...rated })),
  reopen: deed(residentReopening, ({ commandId: _, ...said }) => ({ move: 'reopen', ...said })),
  withdraw: deed(residentWithdrawal, () => ({ move: 'withdraw' })),
  join: deed(residentJoining, () => ({ move: 'join' })),
};

export type DeedName = keyof typeof deeds;
export const isDeed = (name: string | undefined): name is DeedName =>
  name !== undefined && Object.hasOwn(deeds, name);
