import type { AttemptedAction, StatementData } from '../../infra/local/rights/statement.ts';
import { mayDo, prepared } from '../../infra/local/rights/statement.ts';
import type { CallRecord } from './call-record.ts';

/** A statement that allows something, and the first recorded call that is refused without it. */
export interface StatementNeed {
  readonly title: string;
  readonly statement: StatementData;
  readonly refused: AttemptedAction | undefined;
}

/** Takes away each statement of each function in turn, and does again what the function did. */
export function neededStatements({ calls, statements }: CallRecord): readonly StatementNeed[] {
  return Object.entries(statements).flatMap(([title, given]) => {
    const done = calls.filter((call) => call.title === title).flatMap(({ attempted }) => attempted);
    return given
      .filter(({ isAllow }) => isAllow)
      .map((statement) => {
        const left = given.filter((one) => one !== statement).map(prepared);
        return { title, statement, refused: done.find((attempt) => !mayDo(left, attempt)) };
      });
  });
}
