import { NO_STATION } from '../cases/intake/decoy-key.ts';
import type { AggregateKey } from '../engine/aggregate-key.ts';
import { hashedId } from '../engine/hashed-id.ts';
import type { Scope, StationId } from '../engine/scope.ts';
import type { HelperTask, HelperTaskFact, HelperTaskId } from './helper-task.ts';

declare const helperTaskKeyBrand: unique symbol;

/** Identifies one task. It is made from a verified scope, from the secret of its link, or from a stored row. */
export interface HelperTaskKey extends AggregateKey<HelperTask, HelperTaskFact> {
  readonly kind: 'helper-task';
  readonly id: HelperTaskId;
  readonly [helperTaskKeyBrand]: true;
}

const TASK_ID = /^h[a-z2-7]{25}$/;
export const isHelperTaskId = (text: string): text is HelperTaskId => TASK_ID.test(text);

export const helperTaskKey = (station: StationId, id: HelperTaskId): HelperTaskKey =>
  ({ kind: 'helper-task', station, id }) as HelperTaskKey;

/** The key of a task that staff name: always in their own station. */
export const helperTaskInScope = ({ station }: Scope, id: HelperTaskId): HelperTaskKey =>
  helperTaskKey(station, id);

/** The id of the task of a link: a hash of its secret, in the form of a random id. */
export const helperTaskIdOf = (secret: string): HelperTaskId =>
  hashedId('h', `helper task ${secret}`) as HelperTaskId;

/** A secret of 256 bits, base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;
export const isHelperSecret = (text: string): boolean => SECRET.test(text);

/** The key of a task that does not exist, for the reads that an unknown link costs. */
export const nowhere = (secret: string): HelperTaskKey => helperTaskKey(NO_STATION, helperTaskIdOf(secret));
