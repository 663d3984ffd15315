import type { PhotoAddress } from '../cases/photos/photo-store.ts';
import { type Sanitized, type SanitizeWorld, sanitizePhoto } from '../cases/photos/sanitize-photo.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { HelperTaskKey } from './helper-task-key.ts';
import { sanitizeHelperPhoto } from './sanitize-helper-photo.ts';

/** An uploaded photo: of the reporter of a case, or of the helper of a task. */
export type UploadedPhoto = PhotoAddress | PhotoAddress<HelperTaskKey>;

/** Sanitizes an uploaded photo, and keeps it in the case that it belongs to. */
export const sanitizeUpload = (
  world: SanitizeWorld,
  { key, photo }: UploadedPhoto,
  now: Instant,
): Promise<Sanitized> =>
  key.kind === 'helper-task'
    ? sanitizeHelperPhoto(world, { key, photo }, now)
    : sanitizePhoto(world, { key, photo }, now);
