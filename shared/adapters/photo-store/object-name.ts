import { isCaseId, keyOf } from '../../cases/case-key.ts';
import { isPhotoId } from '../../cases/photos/photo.ts';
import type { StoredPhoto } from '../../cases/photos/photo-store.ts';
import { isStationId } from '../../engine/scope.ts';
import { helperTaskKey, isHelperTaskId } from '../../helper-tasks/helper-task-key.ts';
import type { UploadedPhoto } from '../../helper-tasks/sanitize-upload.ts';

/** Uploaded and not yet sanitized. The bucket's rules and the functions' permissions refer to the prefixes. */
export const INCOMING = 'incoming/';
export const KEPT = 'kept/';
/** Copies of kept photos for the holder of one helper's link. */
export const COPIES = 'copies/';

const pathOf = ({ key, photo }: StoredPhoto): string => `${key.station}/${key.id}/${photo}`;

export const incomingName = (at: StoredPhoto): string => `${INCOMING}${pathOf(at)}`;
export const keptName = (at: StoredPhoto): string =>
  `${at.key.kind === 'helper-task' ? COPIES : KEPT}${pathOf(at)}`;

/** The photo that an object name belongs to; `undefined` for a name that this module did not build. */
export function incomingAddress(name: string): UploadedPhoto | undefined {
  const [prefix, station = '', id = '', photo = '', ...more] = name.split('/');
  const isOurs = `${prefix}/` === INCOMING && more.length === 0;
  if (!isOurs || !isStationId(station) || !isPhotoId(photo)) return undefined;
  if (isCaseId(id)) return { key: keyOf({ station, caseId: id }), photo };
  return isHelperTaskId(id) ? { key: helperTaskKey(station, id), photo } : undefined;
}
