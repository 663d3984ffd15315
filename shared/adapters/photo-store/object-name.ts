import { isCaseId, keyOf } from '../../cases/case-key.ts';
import { isPhotoId } from '../../cases/photos/photo.ts';
import type { PhotoAddress } from '../../cases/photos/photo-store.ts';
import { isStationId } from '../../engine/scope.ts';

/** What was sent and not looked at yet. Rules of the bucket and permissions of functions go by these two. */
export const INCOMING = 'incoming/';
export const KEPT = 'kept/';

const within = ({ key, photo }: PhotoAddress): string => `${key.station}/${key.caseId}/${photo}`;

export const incomingName = (at: PhotoAddress): string => `${INCOMING}${within(at)}`;
export const keptName = (at: PhotoAddress): string => `${KEPT}${within(at)}`;

/** Which photo has come in under a name; `undefined` for a name that is none of ours. */
export function incomingAddress(name: string): PhotoAddress | undefined {
  const [prefix, station = '', caseId = '', photo = '', ...more] = name.split('/');
  const isOurs = `${prefix}/` === INCOMING && more.length === 0;
  if (!isOurs || !isStationId(station) || !isCaseId(caseId) || !isPhotoId(photo)) return undefined;
  return { key: keyOf({ station, caseId }), photo };
}
