import type { System } from '../engine/system.ts';
import type { CaseId } from './case.ts';
import type { PhotoId } from './photos/photo.ts';
import type { Reference } from './reference.ts';

/** The source of time and randomness, with the ids that cases need. */
export interface CaseSystem extends System {
  newCaseId(): CaseId;
  newPhotoId(): PhotoId;
  newReference(): Reference;
}
