import type * as z from 'zod/mini';
import type { ResidentCommand } from '../cases/command.ts';
import type { Language } from '../engine/language.ts';
import { inputErrorsOf } from './input-errors.ts';
import type { InputError } from './problem.ts';
import {
  residentJoining,
  residentMessage,
  residentRating,
  residentReopening,
  residentWithdrawal,
} from './shapes/moves.ts';
import { residentNotices } from './shapes/notices.ts';

export type ActionBody = z.ZodMiniType<{ readonly commandId?: string }>;

/** An action of a resident: the schema of its body, and the command it becomes. */
export interface Action<Body extends ActionBody> {
  readonly body: () => Body;
  readonly command: (given: z.output<Body>, language: Language) => ResidentCommand;
  /** Parses any data to the command of a reader in this language, or returns its errors. */
  readonly read: (data: unknown, language: Language) => ReadAction;
}

export type ReadAction =
  | { readonly command: ResidentCommand; readonly commandId?: string | undefined; readonly errors?: never }
  | { readonly errors: readonly InputError[] };

const action = <Body extends ActionBody>(
  body: () => Body,
  command: (given: z.output<Body>, language: Language) => ResidentCommand,
): Action<Body> => ({
  body,
  command,
  read(data, language) {
    const parsed = body().safeParse(data, { reportInput: true });
    if (!parsed.success) return { errors: inputErrorsOf(parsed.error.issues) };
    return { command: command(parsed.data, language), commandId: parsed.data.commandId };
  },
});

/** The actions of residents, shared by the JSON API and the forms of the tracking page. */
export const actions = {
  'add-message': action(residentMessage, ({ commandId: _, ...body }) => ({ move: 'add-message', ...body })),
  rate: action(residentRating, ({ commandId: _, ...body }) => ({ move: 'rate', ...body })),
  reopen: action(residentReopening, ({ commandId: _, ...body }) => ({ move: 'reopen', ...body })),
  withdraw: action(residentWithdrawal, () => ({ move: 'withdraw' })),
  'choose-notices': action(residentNotices, ({ commandId: _, ...body }, language) => ({
    move: 'choose-notices',
    ...body,
    language,
  })),
  join: action(residentJoining, () => ({ move: 'join' })),
};

export type ActionName = keyof typeof actions;
export const isAction = (name: string | undefined): name is ActionName =>
  name !== undefined && Object.hasOwn(actions, name);
