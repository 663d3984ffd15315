import { Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type KeyUse, type PairUse, pairUses, type SecretUse } from '../../shared/adapters/vault/key-use.ts';
import { keyFileOf, publicKeyFileOf } from '../key-file.ts';
import { removalPolicyOf } from '../removal.ts';
import type { Stage } from '../stages.ts';
import type { StationFunction } from './station-function.ts';

/**
 * A customer-managed KMS key, whose uses are all logged. It wraps the stored keys (docs/decisions/006), each bound to its
 * use by the encryption context, so that a function opens the keys of its own uses alone. On one machine a file for each
 * use does the same, and a function is told only the files of its uses.
 */
export class KeyService extends Construct {
  private readonly key: Key | undefined;
  private readonly keyDir: string | undefined;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.keyDir = stage.keyDir;
    if (stage.keyDir !== undefined) return;
    this.key = new Key(this, 'Key', {
      description:
        'Huiying: wraps the keys that open texts and contacts, that hash, that sign and that vouch.',
      enableKeyRotation: true,
      // The longest window that KMS allows: without this key no text can be read again.
      pendingWindow: Duration.days(30),
      removalPolicy: removalPolicyOf(stage),
    });
  }

  /** Lets the function have the keys of these uses, which are made when they are first needed. */
  grantUse(to: StationFunction, ...uses: readonly SecretUse[]): void {
    this.grant(to, ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'], uses);
    for (const use of uses) this.nameFile(to, `KEY_FILE_${use}`, (dir) => keyFileOf(dir, use));
  }

  /** Lets the function open what was sealed to stations for these uses. Sealing needs no grant. */
  grantOpen(to: StationFunction, ...uses: readonly PairUse[]): void {
    this.grant(to, ['kms:Decrypt'], uses);
    for (const use of uses) this.nameFile(to, `KEY_FILE_${use}`, (dir) => keyFileOf(dir, use));
  }

  /** Lets the function make the pairs of a station that is entered, and open none of them. */
  grantMakePairs(to: StationFunction): void {
    this.grant(to, ['kms:GenerateDataKeyPairWithoutPlaintext'], pairUses);
    for (const use of pairUses) {
      this.nameFile(to, `KEY_FILE_${use}_PUBLIC`, (dir) => publicKeyFileOf(dir, use));
    }
  }

  private grant(to: StationFunction, actions: string[], uses: readonly KeyUse[]): void {
    if (this.key === undefined) return;
    to.lambda.addEnvironment('KMS_KEY_ARN', this.key.keyArn);
    Grant.addToPrincipal({
      grantee: to,
      actions,
      resourceArns: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:huiying': [...uses] } },
    });
  }

  private nameFile(to: StationFunction, variable: string, path: (keyDir: string) => string): void {
    if (this.keyDir !== undefined) to.lambda.addEnvironment(variable.toUpperCase(), path(this.keyDir));
  }
}
