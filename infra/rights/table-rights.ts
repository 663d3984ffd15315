import { batchWindowAttributes } from '../../shared/adapters/dynamo/batching.ts';
import { chainAttributes } from '../../shared/adapters/dynamo/chain-rows.ts';
import { publicKeyAttributes } from '../../shared/adapters/dynamo/key-pair-row.ts';
import { guardedAttributes, seenAttributes } from '../../shared/adapters/dynamo/seen-row.ts';
import {
  boardAttributes,
  deliveryAttributes,
  expiryAttribute,
  type indexes,
} from '../../shared/adapters/dynamo/table.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { submissionTarget } from '../../shared/cases/intake/submission.ts';
import { photoAttributes } from '../../shared/cases/photos/photo-slots.ts';
import { commandAttributes } from '../../shared/engine/storage/command-record.ts';
import type { FunctionName } from '../bundle.ts';
import type { RowFamily } from './row-families.ts';

/** The actions on rows that are granted at all. None deletes: rows are removed by expiry alone. */
export const tableActions = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem'] as const;
export type TableAction = (typeof tableActions)[number];

/** One action on rows of some families, of which only these attributes where they are named. */
export interface TableRight {
  readonly action: Exclude<TableAction, 'Scan'>;
  readonly rows: readonly RowFamily[];
  readonly attributes?: readonly string[];
  /** An update may return the whole row as it leaves it: for a function that may read these rows by key. */
  readonly returnsRow?: true;
}

/** Everything that a function may do to the table. */
export interface TableRights {
  readonly rights: readonly TableRight[];
  /** Indexes that it may query: their keys, and of the board index what the lists of staff show. */
  readonly indexes?: readonly (keyof typeof indexes)[];
  /** Attributes of all rows that it may read in one pass over the table, which has no leading key. */
  readonly scans?: readonly string[];
}

const keys = ['pk', 'sk'] as const;
const dueKeys = ['due_pk', 'due_sk', 'parked_attempts'] as const;
const listKeys = ['board_pk', 'board_sk'] as const;

const get = (...rows: readonly RowFamily[]): TableRight => ({ action: 'GetItem', rows });
const query = (...rows: readonly RowFamily[]): TableRight => ({ action: 'Query', rows });
const put = (...rows: readonly RowFamily[]): TableRight => ({ action: 'PutItem', rows });
const only = (right: TableRight, attributes: readonly string[]): TableRight => ({ ...right, attributes });
const update = (rows: readonly RowFamily[], ...attributes: readonly string[]): TableRight => ({
  action: 'UpdateItem',
  rows,
  attributes: [...new Set([...keys, ...attributes])],
});

/** The rows of a case, of other aggregates and of their messages, in which every deadline lies. */
const withDeadline = [
  'case',
  'helper-task',
  'webhooks',
  'faq-entry',
  'brief',
  'batch',
  'channel-test',
] as const;
const seen = [...new Set([...keys, ...seenAttributes(aggregates)])];
const chain = [...new Set([...chainAttributes, 'state', 'version', 'head'])];

/** What a commit without texts writes: a state, facts, messages, and the answer to a command. */
const withoutTexts = [
  ...new Set([...seen, ...chain, ...deliveryAttributes, ...dueKeys, ...commandAttributes, expiryAttribute]),
];

/**
 * Function → action → rows and attributes: the only source of the grants on the table (infra/constructs/case-table.ts),
 * and of the page that says what a taken-over function can do (docs/rights.md).
 */
export const tableRights = {
  /** Reports, secret links, residents' pages. */
  public: {
    rights: [
      get('case', 'link', 'co-reporter', 'place', 'station', 'policy', 'used-once'),
      // A helper's link, its task, and the log of who looked at it.
      get('helper-link', 'helper-task'),
      query('helper-task', 'helper-read-log'),
      put('helper-task', 'helper-read-log'),
      // The approved answers, and that one was what somebody wanted to know.
      get('faq-list'),
      query('faq-list'),
      put('faq-answered'),
      get('hashing-key', 'signing-key'),
      only(get('text-key', 'contact-key'), publicKeyAttributes),
      query('case', 'co-reporter', 'recent-report', 'station-places', 'stations', 'root'),
      put('case', 'link', 'reference', 'recent-report', 'co-reporter', 'contact', 'used-once'),
      put('hashing-key', 'signing-key'),
      update(['counter'], 'count', expiryAttribute),
    ],
  },
  /** Lists, cases and moves of staff. It may add to the logs of reads, whose rows it alone may write. */
  staff: {
    rights: [
      get('case', 'reference', 'co-reporter', 'place', 'policy', 'proof', 'text-key'),
      // What the plan of the estate shows between the buildings.
      get('station'),
      // Who was struck from the roster is refused. A chief changes it, and what the station publishes.
      get('person'),
      put('person', 'policy'),
      query('policy'),
      get('command-key', 'signing-key', 'phone-key'),
      // How many short messages the station paid for today.
      get('channel-minute'),
      only(get('contact-key'), publicKeyAttributes),
      // It receives reports too, and recognises one that was sent before.
      only(get('link'), submissionTarget),
      // Rows of a list, and stuck messages: one statement, since one request may name rows of several families.
      only({ action: 'BatchGetItem', rows: withDeadline }, [
        ...new Set([...keys, ...boardAttributes, ...deliveryAttributes]),
      ]),
      update(withDeadline, ...deliveryAttributes, ...dueKeys, ...listKeys),
      query('case', 'co-reporter', 'recent-report', 'person', 'station-places', 'read-log', 'phone-hash'),
      put('case', 'link', 'reference', 'recent-report', 'co-reporter', 'contact', 'read-log'),
      // It asks helpers, and shows what they said and who looked.
      get('helper-task'),
      query('helper-task', 'case-helper', 'helper-read-log'),
      put('helper-task', 'helper-link', 'case-helper'),
      put('place', 'station-places', 'register'),
      // A place gets a new code only if its row is as the newest fact says.
      get('register'),
      query('register'),
      // The statistics.
      query('count'),
      // It asks for a proof, and says when one was asked for.
      get('asked-proof'),
      put('asked-proof'),
      // A chief tries a channel: the message is sent by the function that may read the channel's secret.
      get('channel-test'),
      put('channel-test'),
      put('command-key', 'signing-key', 'phone-key'),
      // A chief enters endpoints of other systems, and has events sent again that did not arrive.
      get('webhooks', 'webhook-key'),
      query('webhooks', 'webhook-event'),
      put('webhooks', 'webhook-event', 'webhook-key'),
      // Common questions: who writes and who approves, and how often an answer was enough.
      get('faq-entry', 'faq-list'),
      query('faq-entry', 'faq-list', 'faq-answered'),
      put('faq-entry', 'faq-list'),
    ],
    indexes: ['board', 'received'],
  },
  /** Takes what is due. */
  sweep: {
    rights: [
      get(...withDeadline, 'policy'),
      // A function with the public keys can seal a text, and a step of the clock has none.
      only(put('case', 'helper-task', 'faq-entry'), withoutTexts),
      update(withDeadline, 'due_sk', 'parked_attempts'),
    ],
    indexes: ['due'],
  },
  /** Reads the stream alone. */
  relay: { rights: [] },
  /** Sends messages to staff, and reports on a case which of them reached nobody. */
  notify: {
    rights: [
      get(...withDeadline, 'policy'),
      query('person'),
      // A case's partition holds sealed texts too.
      only(query('case', 'helper-task', 'webhooks', 'faq-entry'), [...keys, ...deliveryAttributes]),
      only(put('case', 'helper-task', 'faq-entry', 'brief', 'batch'), [
        ...withoutTexts,
        ...batchWindowAttributes,
      ]),
      { ...update(withDeadline, ...deliveryAttributes, ...dueKeys, ...listKeys), returnsRow: true },
      update(['channel-minute'], 'count', expiryAttribute),
    ],
    indexes: ['board'],
  },
  /** Sends messages to residents. It opens where they go, and no other text. */
  'notify-residents': {
    rights: [
      get('case', 'policy', 'contact-key'),
      query('case', 'co-reporter'),
      // It reports on a case that a message reached nobody, which has no text.
      only(put('case'), withoutTexts),
      { ...update(['case'], ...deliveryAttributes, ...dueKeys, ...listKeys), returnsRow: true },
      update(['channel-minute'], 'count', expiryAttribute),
    ],
  },
  /** Keeps what providers report, and reports on a case which message did not arrive. It sends nothing and opens nothing. */
  receipts: {
    rights: [
      // Every kind that sends messages. That one did not arrive changes no endpoint.
      get('case', 'helper-task', 'webhooks', 'faq-entry', 'policy'),
      // What a message told that was sent for it; a case's partition holds sealed texts too.
      only(query('case', 'helper-task', 'webhooks', 'faq-entry'), [...keys, ...deliveryAttributes]),
      only(put('case', 'helper-task', 'faq-entry'), withoutTexts),
      update(
        ['case', 'helper-task', 'webhooks', 'faq-entry'],
        ...deliveryAttributes,
        ...dueKeys,
        ...listKeys,
      ),
    ],
  },
  /** Counts what is kept, follows chains, repairs keys of the indexes. */
  prove: {
    rights: [
      only(get('case', 'register', 'helper-task', 'webhooks', 'faq-entry'), seen),
      // Many rows lead to a case, such as its reference and its link.
      only(
        { action: 'BatchGetItem', rows: ['case', 'register', 'helper-task', 'webhooks', 'faq-entry'] },
        seen,
      ),
      get('proof', 'proof-run', 'notary-key'),
      // Each row of the register is compared with the newest fact about it.
      get('place', 'station-places', 'station', 'stations', 'person', 'policy'),
      only(query('case', 'register', 'helper-task', 'webhooks', 'faq-entry'), chain),
      query('read-log', 'helper-read-log'),
      get('notary-request'),
      put('proof', 'proof-run', 'root', 'notary-request', 'notary-key'),
      { action: 'UpdateItem', rows: ['notary-request'] },
      update(withDeadline, ...guardedAttributes, 'dueKind', 'responsible'),
    ],
    indexes: ['due'],
    scans: seen,
  },
  /** Keeps sanitized photos. */
  photos: {
    rights: [
      // A helper's photo enters the case together with a fact of its task, and only while the link opens.
      get('case', 'helper-task', 'policy'),
      // A kept photo is sealed to its station.
      only(get('text-key'), publicKeyAttributes),
      query('case'),
      only(put('case'), [...new Set([...withoutTexts, ...photoAttributes()])]),
      only(put('helper-task'), withoutTexts),
    ],
  },
  /** Opens contacts and writes hashes of their numbers. */
  contacts: {
    rights: [
      get('case', 'contact', 'contact-key', 'phone-key'),
      query('case'),
      put('contact', 'phone-hash', 'phone-key'),
    ],
    indexes: ['due'],
  },
  /** Sends events to other systems. Of a case it knows what the event says. */
  webhooks: {
    rights: [
      get('webhooks', 'webhook-event', 'policy', 'webhook-key'),
      only(put('webhooks'), withoutTexts),
      put('webhook-event', 'webhook-key'),
    ],
    indexes: ['due'],
  },
  /** Counts cases for the statistics from their facts: it reads no text and no state. */
  stats: {
    rights: [only(query('case'), chainAttributes), put('count')],
    indexes: ['received'],
  },
  /** Vouches for histories: reads facts and reads, never texts. */
  notary: {
    rights: [
      only(query('case', 'register', 'helper-task', 'webhooks', 'faq-entry', 'read-log', 'helper-read-log'), [
        ...chain,
        'read',
      ]),
      get('notary-key'),
      put('notary-key'),
    ],
  },
  /** Carries out what operators ask for: what a station is, and commands on a case. */
  operate: {
    rights: [
      get('case', 'register', 'place', 'station-places', 'station', 'stations', 'person', 'policy'),
      // It makes the pairs of a station, and opens nothing.
      only(get('text-key', 'contact-key'), publicKeyAttributes),
      // In the partition of a case lie sealed texts too.
      only(query('case'), chain),
      query('register', 'station-places', 'stations', 'person', 'policy'),
      // Stuck messages, and sending them again.
      only({ action: 'BatchGetItem', rows: withDeadline }, [...keys, ...deliveryAttributes]),
      update(withDeadline, ...deliveryAttributes, ...dueKeys, ...listKeys),
      // The repair of a case writes no text.
      only(put('case'), withoutTexts),
      put('register', 'place', 'station-places', 'station', 'stations', 'person', 'policy'),
      get('channel-test'),
      put('channel-test'),
      put('text-key', 'contact-key'),
    ],
    indexes: ['board'],
  },
} as const satisfies Readonly<Record<FunctionName, TableRights>>;

export type FunctionWithRights = keyof typeof tableRights;
