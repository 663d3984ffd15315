import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { KeyUse } from '../../shared/adapters/vault/key-use.ts';
import type { Stage } from '../stages.ts';

/**
 * A customer-managed KMS key, whose uses are all logged. It wraps the key that seals texts (docs/decisions/006)
 * and the one that hashes telephone numbers (docs/decisions/034). The local run uses a key file instead.
 */
export class TextKey extends Construct {
  /** The environment variables by which a function finds the key. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    if (stage.keyFile !== undefined) {
      this.environment = { KEY_FILE: stage.keyFile };
      return;
    }
    this.key = new Key(this, 'Key', {
      description:
        'Huiying: wraps the keys that seal what residents and staff have written, and hash their numbers.',
      enableKeyRotation: true,
      // The longest window that KMS allows: without this key no text can be read again.
      pendingWindow: Duration.days(30),
      removalPolicy: stage.retention === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.environment = { KMS_KEY_ARN: this.key.keyArn };
  }

  /**
   * Lets the grantee open the wrapped keys of these uses. Only functions that seal, open or hash what people wrote need
   * one; the sweep and the sender never read a text.
   */
  grantUse(grantee: IGrantable, ...uses: readonly KeyUse[]): void {
    if (this.key === undefined) return;
    Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
      resourceArns: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:huiying': [...uses] } },
    });
  }
}
