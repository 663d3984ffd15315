import { isSamePhoto, type Photo } from '../../domain/photo.ts';
import type { PhotoStore } from '../../ports.ts';
import { caseName, type Tables } from './tables.ts';

export const photos = (tables: Tables): PhotoStore => {
  const of = (name: string): readonly Photo[] => tables.photos.get(name) ?? [];
  return {
    photos: async (key) => of(caseName(key)),

    async writePhoto(key, after, before) {
      const name = caseName(key);
      const there = of(name).find(({ slot }) => slot === after.slot);
      if (!isSamePhoto(there, before)) return false;
      const others = of(name).filter(({ slot }) => slot !== after.slot);
      tables.photos.set(
        name,
        [...others, after].toSorted((one, other) => one.slot - other.slot),
      );
      return true;
    },
  };
};
