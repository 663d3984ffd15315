import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  boardAttributes,
  deliveryAttributes,
  expiryAttribute,
  indexes,
} from '../../shared/adapters/dynamo/table.ts';
import { wrappedKeyRows } from '../../shared/adapters/dynamo/wrapped-key-row.ts';
import type { KeyUse } from '../../shared/adapters/vault/key-use.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { aggregateKeyPattern, proofRunRow, readLogPattern } from '../../shared/engine/storage/keys.ts';
import type { Stage } from '../stages.ts';
import { ImpactAlarm } from './impact-alarm.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The rows that find cases by telephone (shared/cases/phones/phone-rows.ts). */
const PHONE_KEYS = 'S#*#H#*';

/**
 * The one table: cases, their facts, texts and deliveries. Index `due` is the clock's work list, index `board` the
 * officers' work list, index `received` the order in which cases came in. No grant allows deletion: rows are removed by expiry only, so no function can delete history.
 */
export class CaseTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const kept = stage.retention === 'keep';
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: expiryAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
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

  /**
   * Lets the grantee read one row by its key: a case, a reference, a tracking secret. The rows that find cases by
   * telephone are excluded.
   */
  grantLoad(grantee: IGrantable): Grant {
    return this.grantAllButPhones(grantee, 'dynamodb:GetItem');
  }

  /**
   * Lets the grantee read all rows of one case: its texts, facts and deliveries. The rows that find cases by telephone
   * are excluded: the hash that stands in the row of one case would lead to all cases of the same person.
   */
  grantReadWhole(grantee: IGrantable): Grant {
    return this.grantAllButPhones(grantee, 'dynamodb:Query');
  }

  /**
   * Lets the grantee read a station's people and the links between cases, but no texts, which the sender does not need.
   */
  grantReadRoster(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['S#*#PEOPLE', 'S#*#J#*'] } },
    });
  }

  /**
   * Lets the grantee list the deliveries of an aggregate, whose partition also holds sealed texts: it may read the
   * attributes of deliveries alone.
   */
  grantReadDeliveries(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': aggregates.all.map(aggregateKeyPattern) },
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', ...deliveryAttributes] },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    });
  }

  /**
   * Lets the grantee commit; IAM authorizes a transaction by the writes inside it. The wrapped keys' rows and the logs of
   * reads are excluded.
   */
  grantCommit(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
      resourceArns: [this.table.tableArn],
      conditions: {
        'ForAllValues:StringNotLike': {
          'dynamodb:LeadingKeys': [...Object.values(wrappedKeyRows).map(({ pk }) => pk), readLogPattern],
        },
      },
    });
  }

  /** Lets the grantee add to the logs of who read what. No function may update or delete their rows. */
  grantRecordReads(grantee: IGrantable): void {
    this.grantKeys(grantee, { 'dynamodb:PutItem': [readLogPattern] });
  }

  /**
   * Lets the grantee write the wrapped key of a use when it is created. Nothing else may write its row: overwriting the
   * key would make all texts unreadable, or all telephone numbers unfindable.
   */
  grantKeepKey(grantee: IGrantable, use: KeyUse): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:PutItem'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [wrappedKeyRows[use].pk] } },
    });
  }

  /**
   * Lets the grantee read a case, its photo slots and its policy, and commit the outcome of a photo. Only rows of cases
   * are allowed.
   */
  grantSettlePhotos(grantee: IGrantable): void {
    const cases = [aggregateKeyPattern(caseAggregate)];
    const allowed = {
      'dynamodb:GetItem': [...cases, 'S#*#POLICY'],
      'dynamodb:Query': cases,
      'dynamodb:PutItem': cases,
    };
    this.grantKeys(grantee, allowed);
  }

  /**
   * Lets the grantee take contacts from their queue, read them, and write the rows that find cases by telephone. It may
   * write no row of a case.
   */
  grantHashContacts(grantee: IGrantable): void {
    const cases = aggregateKeyPattern(caseAggregate);
    this.grantReadDue(grantee);
    this.grantKeepKey(grantee, 'phones');
    this.grantKeys(grantee, {
      'dynamodb:GetItem': [cases, PHONE_KEYS, ...Object.values(wrappedKeyRows).map(({ pk }) => pk)],
      'dynamodb:Query': [cases],
      'dynamodb:PutItem': [PHONE_KEYS],
    });
  }

  /** Lets the grantee read the clock's work list, across all stations. */
  grantReadDue(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.due}`);
  }

  /** Lets the grantee read the officers' work list. */
  grantReadBoard(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.board}`);
  }

  /** Lets the grantee find cases: in the order of receipt, by number, or by telephone, and read what a list shows. */
  grantFindCases(grantee: IGrantable): void {
    this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.received}`);
    this.grantKeys(grantee, {
      'dynamodb:BatchGetItem': [aggregateKeyPattern(caseAggregate)],
      'dynamodb:Query': [PHONE_KEYS],
    });
  }

  /**
   * Lets the grantee read all rows, publish the proof, and repair keys of cases and deliveries. Conditions on the keys
   * forbid writes to any other row, such as the wrapped key.
   */
  grantProve(grantee: IGrantable): void {
    this.grant(grantee, ['dynamodb:Scan'], this.table.tableArn);
    this.grantLoad(grantee);
    this.grantReadWhole(grantee);
    this.grantReadDue(grantee);
    this.grantKeys(grantee, {
      'dynamodb:PutItem': ['S#*#PROOF', proofRunRow.pk],
      'dynamodb:UpdateItem': [...aggregates.all.map(aggregateKeyPattern), 'S#*#B#*', 'S#*#G#*'],
    });
  }

  /** Allows actions only on rows whose partition key matches a pattern. */
  private grantKeys(grantee: IGrantable, allowed: Readonly<Record<string, readonly string[]>>): void {
    for (const [action, leadingKeys] of Object.entries(allowed)) {
      Grant.addToPrincipal({
        grantee,
        actions: [action],
        resourceArns: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } },
      });
    }
  }

  /** Allows an action on all rows but those that find cases by telephone. */
  private grantAllButPhones(grantee: IGrantable, action: string): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': [PHONE_KEYS] } },
    });
  }

  private grant(grantee: IGrantable, actions: string[], resourceArn: string): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
  }
}
