import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boardAttributes, expiryAttribute, indexes } from '../../shared/adapters/dynamo/table.ts';
import { refusesDeletion, removalPolicyOf } from '../removal.ts';
import { type RowFamily, rowFamilies } from '../rights/row-families.ts';
import {
  type FunctionWithRights,
  type TableAction,
  type TableRight,
  type TableRights,
  tableRights,
} from '../rights/table-rights.ts';
import type { Stage } from '../stages.ts';
import { ImpactAlarm } from './impact-alarm.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table: cases, their facts, texts and deliveries. Index `due` is the clock's work list, index `board` the
 * officers' work list, index `received` the order in which cases came in. No right deletes: rows are removed by expiry only, so no function can delete history.
 */
export class CaseTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: expiryAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: refusesDeletion(stage),
      removalPolicy: removalPolicyOf(stage),
    });
    this.table.addGlobalSecondaryIndex({
      indexName: indexes.due,
      partitionKey: text('due_pk'),
      sortKey: text('due_sk'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: indexes.board,
      partitionKey: text('board_pk'),
      sortKey: text('board_sk'),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...boardAttributes],
    });
    this.table.addGlobalSecondaryIndex({
      indexName: indexes.received,
      partitionKey: text('received_pk'),
      sortKey: { name: 'receivedAt', type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    new ImpactAlarm(this, 'Throttled', {
      name: 'table-throttled',
      impact: 'The table or an index is throttled: some reports and staff actions are refused for now.',
      metric: this.throttledWrites(),
    });
  }

  /** Counts throttling of the indexes too, since a throttled index also throttles writes to the table. */
  private throttledWrites(): MathExpression {
    const metricOf = (dimensions: Readonly<Record<string, string>>) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'WriteThrottleEvents',
        dimensionsMap: { TableName: this.table.tableName, ...dimensions },
        statistic: 'Sum',
      });
    return new MathExpression({
      expression: 'FILL(base, 0) + FILL(due, 0) + FILL(board, 0) + FILL(received, 0)',
      label: 'throttled writes',
      period: Duration.minutes(1),
      usingMetrics: {
        base: metricOf({}),
        due: metricOf({ GlobalSecondaryIndexName: indexes.due }),
        board: metricOf({ GlobalSecondaryIndexName: indexes.board }),
        received: metricOf({ GlobalSecondaryIndexName: indexes.received }),
      },
    });
  }

  /** Lets a function do what the table of rights says (infra/rights/table-rights.ts), and nothing else. */
  grantRights(grantee: IGrantable, name: FunctionWithRights): void {
    const { rights, indexes: queried = [], scans }: TableRights = tableRights[name];
    for (const { action, rows, attributes, returnsRow = false } of together(rights)) {
      const conditions = conditionsOf([
        onlyRows(rows),
        attributes && onlyAttributes(action, attributes),
        onlyNew(action, returnsRow),
      ]);
      this.grant(grantee, action, this.table.tableArn, conditions);
    }
    for (const index of queried) this.grant(grantee, 'Query', `${this.table.tableArn}/index/${index}`);
    if (scans === undefined) return;
    // Who may pass over all rows may also read one partition of them, with the same attributes.
    for (const action of ['Scan', 'Query'] as const)
      this.grant(grantee, action, this.table.tableArn, conditionsOf([onlyAttributes(action, scans)]));
  }

  private grant(
    grantee: IGrantable,
    action: TableAction,
    resourceArn: string,
    conditions?: Conditions,
  ): void {
    const statement = { grantee, actions: [`dynamodb:${action}`], resourceArns: [resourceArn] };
    Grant.addToPrincipal({ ...statement, ...(conditions && { conditions }) });
  }
}

/**
 * Rights to whole rows by the same action as one: each names one key, so what is allowed stays the same, and the policies of a
 * role have a limit of their own.
 */
function together(rights: readonly TableRight[]): readonly TableRight[] {
  const joined = new Map<TableRight['action'], TableRight>();
  const others: TableRight[] = [];
  for (const right of rights) {
    const { action, rows, attributes, returnsRow } = right;
    if (attributes !== undefined || returnsRow !== undefined) others.push(right);
    else joined.set(action, { action, rows: [...new Set([...(joined.get(action)?.rows ?? []), ...rows])] });
  }
  return [...joined.values(), ...others];
}

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** `ForAllValues` holds where nothing is named; the second condition makes such a request fail. */
const allOf = (
  operator: 'StringLike' | 'StringEquals',
  key: string,
  values: readonly string[],
): Conditions => ({
  [`ForAllValues:${operator}`]: { [`dynamodb:${key}`]: values },
  Null: { [`dynamodb:${key}`]: 'false' },
});

const onlyRows = (rows: readonly RowFamily[]): Conditions =>
  allOf('StringLike', 'LeadingKeys', rows.map((family) => rowFamilies[family]).toSorted());

const onlyAttributes = (action: TableAction, attributes: readonly string[]): readonly Conditions[] => [
  allOf('StringEquals', 'Attributes', attributes),
  // Without a list of attributes these return all.
  ...(action === 'Query' || action === 'Scan'
    ? [{ StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } }]
    : []),
];

/** A write must not return what it has replaced. */
const onlyNew = (action: TableAction, returnsRow: boolean): Conditions | undefined =>
  action === 'PutItem' || action === 'UpdateItem'
    ? {
        StringEqualsIfExists: {
          'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW', ...(returnsRow ? ['ALL_NEW'] : [])],
        },
      }
    : undefined;

/** Several sets of conditions as one, of which all must hold. */
function conditionsOf(sets: readonly (Conditions | readonly Conditions[] | undefined)[]): Conditions {
  const all: Record<string, Record<string, unknown>> = {};
  for (const [operator, values] of sets.flatMap((set) => set ?? []).flatMap((set) => Object.entries(set))) {
    all[operator] = { ...all[operator], ...values };
  }
  return all;
}
