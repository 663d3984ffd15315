import { expect } from 'vitest';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { findReference } from '../../shared/cases/case-reference.ts';
import { findSubmission } from '../../shared/cases/intake/submission.ts';
import type { BoardPosition, BoardRow, BoardView } from '../../shared/cases/reading/case-list.ts';
import type { Store } from '../../shared/cases/world.ts';
import { DAY } from '../../shared/engine/calendar/instant.ts';
import { defined } from '../../shared/engine/defined.ts';
import { priorities } from '../../shared/engine/priority.ts';
import { findCommand } from '../../shared/engine/storage/command-record.ts';
import { li, scope } from '../contract/cases.ts';
import { allDue } from '../contract/due-contract.ts';
import { nameOf, newest, type StoreModel } from './store-model.ts';

/** Expects that everything a store returns equals the model, read in pages of `pageSize` rows. */
export async function expectStoreMatches(model: StoreModel, store: Store, pageSize: number): Promise<void> {
  await expectCasesMatch(model, store);
  for (const versions of model.messages) {
    expect(await store.loadDelivery(newest(versions).subject)).toEqual(newest(versions));
  }
  await expectDueMatches(model, store, pageSize);
  await expectListsMatch(model, store, pageSize);
}

async function expectCasesMatch({ cases, messages }: StoreModel, store: Store): Promise<void> {
  for (const { versions, facts, texts, commands, submission } of cases) {
    const current = newest(versions);
    const key = keyOf(current);
    expect(await store.load(key)).toEqual(current);
    const own = messages
      .map(newest)
      .filter(({ subject }) => subject.about === 'aggregate' && subject.key.id === current.caseId);
    expect(await store.history(key)).toEqual({ facts, texts, deliveries: own, enclosed: [] });
    expect(await findSubmission(store, submission.tokenHash)).toEqual(submission);
    expect(await findReference(store, scope(), current.reference)).toEqual(key);
    for (const command of commands) expect(await findCommand(store, key, command.commandId)).toEqual(command);
  }
}

async function expectDueMatches({ work, now }: StoreModel, store: Store, pageSize: number): Promise<void> {
  for (const lane of priorities) {
    for (const by of [now, now + 400 * DAY]) {
      const found = (await allDue(store, lane, by, pageSize)).map((row) => [nameOf(row), row.dueAt]);
      const expected = [...work.values()]
        .filter((one) => one.lane === lane && one.row.dueAt <= by)
        .map(({ row }) => [nameOf(row), row.dueAt]);
      expect(found.toSorted()).toEqual(expected.toSorted());
    }
  }
}

const isInView: { readonly [View in BoardView]?: (found: Case) => boolean } = {
  open: isOpenCase,
  closed: (found) => !isOpenCase(found),
  mine: (found) => isOpenCase(found) && found.assignee === li,
  unassigned: (found) => isOpenCase(found) && found.assignee === undefined,
};

async function expectListsMatch({ cases, now }: StoreModel, store: Store, limit: number): Promise<void> {
  const newestCases = cases.map(({ versions }) => newest(versions));
  for (const [view, isIn] of Object.entries(isInView)) {
    const query = { view: view as BoardView, guardTypes: [], now, limit };
    const rows = await wholeList(store, { ...query, list: view === 'closed' ? 'closed' : 'open' });
    const expected = newestCases.filter(isIn);
    const received = await wholeList(store, { ...query, list: 'received' });
    expect(received.map(({ caseId }) => caseId).toSorted()).toEqual(
      expected.map(({ caseId }) => caseId).toSorted(),
    );
    const receivedAt = received.map((row) => row.receivedAt);
    expect(receivedAt).toEqual(receivedAt.toSorted((one, other) => one - other));
    expect(rows.map(({ caseId }) => caseId).toSorted()).toEqual(
      expected.map(({ caseId }) => caseId).toSorted(),
    );
    const sortKeys = rows.map(({ caseId }) => sortKeyOf(newestCases.find((one) => one.caseId === caseId)));
    expect(sortKeys).toEqual(sortKeys.toSorted((one, other) => one - other));
  }
}

/** Open cases are listed by due time, ended ones newest first. */
const sortKeyOf = (found: Case | undefined): number => found?.dueAt ?? -(found?.endedAt ?? 0);

async function wholeList(store: Store, query: Parameters<Store['board']>[1]): Promise<readonly BoardRow[]> {
  const rows: BoardRow[] = [];
  let after: BoardPosition | undefined;
  do {
    const page = await store.board(scope(), { ...query, ...defined({ after }) });
    expect(page.rows.length).toBeLessThanOrEqual(query.limit);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}
