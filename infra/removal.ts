import { RemovalPolicy } from 'aws-cdk-lib';
import type { Stage } from './stages.ts';

/**
 * What becomes of a resource that holds something when it leaves its stack. What a stage keeps is deleted only where the
 * deployment that made it failed, so that a first deployment can be repeated and leaves nothing behind.
 */
export const removalPolicyOf = ({ retention }: Stage): RemovalPolicy =>
  retention === 'keep' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

/** Whether AWS must refuse to delete what holds cases: wherever they are kept, once a deployment has succeeded. */
export const refusesDeletion = ({ retention, firstDeployment = false }: Stage): boolean =>
  retention === 'keep' && !firstDeployment;
