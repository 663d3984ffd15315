import type { CaseId } from '../cases/case.ts';
import type { PhotoId } from '../cases/photos/photo.ts';
import type { Reference } from '../cases/reference.ts';
import type { Instant } from './calendar/instant.ts';

/** The only source of time and chance. */
export interface System {
  now(): Instant;
  newCaseId(): CaseId;
  newPhotoId(): PhotoId;
  newReference(): Reference;
  /** 192 random bits, base64url: a tracking secret. */
  newToken(): string;
  /** Lanes and shards are visited in a fresh order each sweep, so that no shard always waits. */
  shuffled<T>(items: readonly T[]): readonly T[];
}
