import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/**
 * What opens the words of people: a key of the customer's own, whose uses are all on record. It wraps the one key
 * that seals texts (docs/decisions/006). On one machine a file stands for it.
 */
export class TextKey extends Construct {
  /** How a function that may use it finds it. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    if (stage.keyFile !== undefined) {
      this.environment = { KEY_FILE: stage.keyFile };
      return;
    }
    this.key = new Key(this, 'Key', {
      description: 'Huiying: wraps the key that seals what residents and staff have written.',
      enableKeyRotation: true,
      // The longest there is: without this key nothing that anybody wrote can be read again.
      pendingWindow: Duration.days(30),
      removalPolicy: stage.retention === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.environment = { KMS_KEY_ARN: this.key.keyArn };
  }

  /** Seal and open texts. For the two functions that face people; the clock and the sender never see a text. */
  grantUse(grantee: IGrantable): void {
    if (this.key === undefined) return;
    Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
      resourceArns: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:huiying': 'texts' } },
    });
  }
}
