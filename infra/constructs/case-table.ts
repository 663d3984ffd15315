import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boardAttributes, expiryAttribute, indexes } from '../../shared/adapters/dynamo/table.ts';
import type { Stage } from '../stages.ts';

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
  }

  /** Read one row whose key is known: a case, a reference, a tracking secret. */
  grantLoad(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:GetItem'], this.table.tableArn);
  }

  /** Read all rows of one case: its texts, its history, its deliveries. */
  grantReadWhole(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], this.table.tableArn);
  }

  /** Read who works at a station, and no case: the sender needs names of people, not words about them. */
  grantReadRoster(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['S#*#PEOPLE'] } },
    });
  }

  /** Commit a step: a transaction is authorised by the kinds of write inside it. */
  grantCommit(grantee: IGrantable): Grant {
    const actions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'];
    return this.grant(grantee, actions, this.table.tableArn);
  }

  /** Read the clock's work list, across all stations. */
  grantReadDue(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.due}`);
  }

  /** Read the officers' lists. */
  grantReadBoard(grantee: IGrantable): Grant {
    return this.grant(grantee, ['dynamodb:Query'], `${this.table.tableArn}/index/${indexes.board}`);
  }

  private grant(grantee: IGrantable, actions: string[], resourceArn: string): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
  }
}
