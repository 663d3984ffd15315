import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boardAttributes, expiryAttribute, indexes } from '../../shared/adapters/dynamo/table.ts';
import { wrappedKeyRow } from '../../shared/adapters/dynamo/wrapped-key-row.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { aggregateKeyPattern, proofRunRow } from '../../shared/engine/storage/keys.ts';
import type { Stage } from '../stages.ts';
import { ImpactAlarm } from './impact-alarm.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table: cases, their facts, texts and deliveries. Index `due` is the clock's work list, index `board` the
 * officers'. No grant includes deletion: rows go by expiry alone, so history cannot be taken back by any function.
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
    new ImpactAlarm(this, 'Throttled', {
      name: 'table-throttled',
      impact: 'The table or an index takes writes too slowly: some reports and answers are refused for now.',
      metric: this.throttledWrites(),
    });
  }

  /** An index that cannot keep up holds back the writes of the table itself, so both are counted. */
  private throttledWrites(): MathExpression {
    const metricOf = (dimensions: Readonly<Record<string, string>>) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'WriteThrottleEvents',
        dimensionsMap: { TableName: this.table.tableName, ...dimensions },
        statistic: 'Sum',
      });
    return new MathExpression({
      expression: 'FILL(base, 0) + FILL(due, 0) + FILL(board, 0)',
      label: 'throttled writes',
      period: Duration.minutes(1),
      usingMetrics: {
        base: metricOf({}),
        due: metricOf({ GlobalSecondaryIndexName: indexes.due }),
        board: metricOf({ GlobalSecondaryIndexName: indexes.board }),
      },
    });
  }

  /** Read one row whose key is known: a case, a reference, a tracking secret. */
  grantLoad(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:GetItem'], this.table.tableArn);
  }

  /** Read all rows of one case: its texts, its history, its deliveries. */
  grantReadWhole(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], this.table.tableArn);
  }

  /** Read who works at a station and which cases joined one, and no case's words: the sender needs none. */
  grantReadRoster(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['S#*#PEOPLE', 'S#*#J#*'] } },
    });
  }

  /** Commit a step: a transaction is authorised by the kinds of write inside it. The key's row is no part of any. */
  grantCommit(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringNotEquals': { 'dynamodb:LeadingKeys': [wrappedKeyRow.pk] } },
    });
  }

  /** Keep the wrapped key of texts, once it is made. Nobody may change its row: all texts would be lost with it. */
  grantKeepKey(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:PutItem'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [wrappedKeyRow.pk] } },
    });
  }

  /** Read a case, its photo slots and its policy, and commit what became of a photo: rows of one case, and no others. */
  grantSettlePhotos(grantee: IGrantable): void {
    const cases = [aggregateKeyPattern(caseAggregate)];
    const allowed = {
      'dynamodb:GetItem': [...cases, 'S#*#POLICY'],
      'dynamodb:Query': cases,
      'dynamodb:PutItem': cases,
    };
    this.grantKeys(grantee, allowed);
  }

  /** Read the clock's work list, across all stations. */
  grantReadDue(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.due}`);
  }

  /** Read the officers' lists. */
  grantReadBoard(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.board}`);
  }

  /**
   * Look at all rows, publish the proof, and set keys of cases and messages right. Conditions on the keys keep its
   * writes from every other kind of row, such as the wrapped key.
   */
  grantProve(grantee: IGrantable): void {
    const { tableArn } = this.table;
    this.grant(grantee, ['dynamodb:Scan', 'dynamodb:Query', 'dynamodb:GetItem'], tableArn);
    this.grantReadDue(grantee);
    this.grantKeys(grantee, {
      'dynamodb:PutItem': ['S#*#PROOF', proofRunRow.pk],
      'dynamodb:UpdateItem': [...aggregates.all.map(aggregateKeyPattern), 'S#*#B#*', 'S#*#G#*'],
    });
  }

  /** Actions on the rows whose partition keys are like these, and on no others. */
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

  private grant(grantee: IGrantable, actions: string[], resourceArn: string): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
  }
}
