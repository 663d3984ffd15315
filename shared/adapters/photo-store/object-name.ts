import { isCaseId, keyOf } from '../../cases/case-key.ts';
import { isPhotoId } from '../../cases/photos/photo.ts';
import type { PhotoAddress } from '../../cases/photos/photo-store.ts';
import { isStationId } from '../../engine/scope.ts';

/** Uploaded and not yet sanitized. The bucket's rules and the functions' permissions refer to both prefixes. */
export const INCOMING = 'incoming/';
export const KEPT = 'kept/';

const pathOf = ({ key, photo }: PhotoAddress): string => `${key.station}/${key.id}/${photo}`;

export const incomingName = (at: PhotoAddress): string => `${INCOMING}${pathOf(at)}`;
export const keptName = (at: PhotoAddress): string => `${KEPT}${pathOf(at)}`;

/** The photo that an object name belongs to; `undefined` for a name that this module did not build. */
export function incomingAddress(name: string): PhotoAddress | undefined {
  const [prefix, station = '', caseId = '', photo = '', ...more] = name.split('/');
  const isOurs = `${prefix}/` === INCOMING && more.length === 0;
  if (!isOurs || !isStationId(station) || !isCaseId(caseId) || !isPhotoId(photo)) return undefined;
  return { key: keyOf({ station, caseId }), photo };
}
