import { keyOf } from '../../cases/case-key.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import type { Commit } from '../../engine/commit.ts';
import type { History } from '../../engine/history.ts';
import type { CaseStore } from '../../engine/store.ts';
import { caseIn, caseItem } from './case-item.ts';
import { board } from './case-list.ts';
import {
  caseKeyOf,
  commandIn,
  commandItem,
  linkItem,
  recentReportItem,
  referenceItem,
  submissionIn,
  submissionItem,
  usedOnceItem,
} from './companion-items.ts';
import { notThereYet, unchangedSince } from './conditions.ts';
import { deliveryIn, deliveryItem } from './delivery-item.ts';
import { factIn, factItem, textIn, textItem } from './history-items.ts';
import {
  casePk,
  caseRow,
  commandRow,
  historySk,
  linksPk,
  photoSk,
  placeInHistory,
  type Row,
  recentReportSk,
  referenceRow,
  spotPk,
  trackingRow,
} from './keys.ts';
import { photoItem, photosIn, stillSeen } from './photo-slots.ts';
import { getRow, queryAll, type Table } from './rows.ts';
import { type GuardedRow, writeAll } from './transaction.ts';

/** More rows than this one case does not show; the oldest deliveries and facts are left out first. */
const HISTORY_ROWS_MAX = 2000;

export const cases = (table: Table): CaseStore => ({
  commit: (commit) => writeAll(table, rowsOf(commit, table.shardsPerLane)),

  async load(key) {
    const row = await getRow(table, caseRow(key));
    return row && caseIn(row);
  },

  async history(key) {
    const rows = await queryAll(
      table,
      {
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: {
          ':pk': casePk(key),
          ':from': historySk.from,
          ':through': historySk.through,
        },
        ScanIndexForward: false,
      },
      HISTORY_ROWS_MAX,
    );
    return historyIn(rows);
  },

  async findSubmission(tokenHash) {
    const row = await getRow(table, trackingRow(tokenHash));
    return row && submissionIn(tokenHash, row);
  },

  async findCommand(key, commandId) {
    const row = await getRow(table, commandRow(key, commandId));
    return row && commandIn(commandId, row);
  },

  async findReference(scope, reference) {
    const row = await getRow(table, referenceRow(scope.station, reference));
    return row && caseKeyOf(row);
  },

  async linkedTo(key, limit) {
    const query = {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': linksPk(key) },
    };
    return (await queryAll(table, query, limit)).map(caseKeyOf);
  },

  async recentReports(spot, { since, before }, limit) {
    const query = {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :since AND :before',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: {
        ':pk': spotPk(spot),
        ':since': toIso(since),
        ':before': recentReportSk(before.at, before.caseId),
      },
      ScanIndexForward: false,
    };
    const rows = await queryAll(table, query, limit + 1);
    return rows
      .map(caseKeyOf)
      .filter(({ caseId }) => caseId !== before.caseId)
      .slice(0, limit);
  },

  board: (scope, query) => board(table, scope, query),
});

/** One decision as rows, each under the condition that makes taking the same step twice impossible. */
function rowsOf(commit: Commit, shardsPerLane: number): readonly GuardedRow[] {
  const { before, after, facts, texts, deliveries, submission, usedOnce, command } = commit;
  const { recentReport, second, joins, photo } = commit;
  const key = keyOf(after);
  const fresh = (conflict: GuardedRow['conflict']) => (row: Row) => ({
    row,
    condition: notThereYet(),
    conflict,
  });
  return [
    {
      row: caseItem(after, shardsPerLane),
      condition: before === undefined ? notThereYet() : unchangedSince(before.version),
      conflict: 'version',
    },
    ...[
      ...facts.map((fact) => factItem(key, fact)),
      ...texts.map((text) => textItem(key, text)),
      ...deliveries.map((delivery) => deliveryItem(delivery, shardsPerLane)),
    ].map(fresh('version')),
    ...(submission ? [submissionItem(submission)] : []).map(fresh('token')),
    ...(usedOnce ? [usedOnceItem(usedOnce)] : []).map(fresh('proof')),
    ...(before === undefined ? [referenceItem(key, after.reference)] : []).map(fresh('reference')),
    ...(command ? [commandItem(key, command)] : []).map(fresh('command')),
    ...[
      ...(recentReport ? [recentReportItem(recentReport)] : []),
      ...(second && joins ? [linkItem(keyOf(second.after), joins)] : []),
    ].map(fresh('version')),
    ...(photo
      ? [{ row: photoItem(key, photo.after), condition: stillSeen(photo.before), conflict: 'photo' as const }]
      : []),
    ...(second ? rowsOf(second, shardsPerLane) : []),
  ];
}

function historyIn(unordered: readonly Row[]): History {
  const placed = unordered.map((row) => ({ row, place: placeInHistory(String(row.sk)) }));
  // By number: the text order of the keys would put a tenth row of one commit before its second.
  const rows = placed.toSorted(
    ({ place: left }, { place: right }) =>
      (left?.version ?? 0) - (right?.version ?? 0) || (left?.index ?? 0) - (right?.index ?? 0),
  );
  const of = (prefix: string) => rows.map(({ row }) => row).filter(({ sk }) => String(sk).startsWith(prefix));
  return {
    facts: of('F#').map(factIn),
    texts: of('P#').map(textIn),
    deliveries: of('D#').map(deliveryIn),
    photos: photosIn(of(photoSk)),
  };
}
