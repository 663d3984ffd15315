import { isSamePhoto, type Photo, type PhotoSlot } from '../../cases/photos/photo.ts';
import type { PhotoSlotStore } from '../../cases/photos/photo-slot-store.ts';
import { caseName, type Tables } from './tables.ts';

export const photos = (tables: Tables): PhotoSlotStore => ({
  photos: async (key) => photosOf(tables, caseName(key)),

  async writePhoto(key, after, before) {
    const name = caseName(key);
    if (!isSamePhoto(photoThere(tables, name, after.slot), before)) return false;
    putPhoto(tables, name, after);
    return true;
  },
});

const photosOf = (tables: Tables, name: string): readonly Photo[] => tables.photos.get(name) ?? [];

/** What stands in one place of a case. */
export const photoThere = (tables: Tables, name: string, place: PhotoSlot): Photo | undefined =>
  photosOf(tables, name).find(({ slot }) => slot === place);

/** Puts a photo into its place, whatever stands there. */
export function putPhoto(tables: Tables, name: string, photo: Photo): void {
  const others = photosOf(tables, name).filter(({ slot }) => slot !== photo.slot);
  tables.photos.set(
    name,
    [...others, photo].toSorted((one, other) => one.slot - other.slot),
  );
}
