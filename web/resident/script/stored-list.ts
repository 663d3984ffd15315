/** What a browser keeps for us. It may be switched off or full; then nothing is kept, and nobody is told off. */
export interface StoredList {
  read(key: string): unknown;
  /** Whether it is kept. */
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
  keys(): readonly string[];
}

function storedList(open: () => Storage): StoredList {
  const attempt = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return work(open());
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key) => attempt((storage): unknown => JSON.parse(storage.getItem(key) ?? 'null'), null),
    write: (key, value) =>
      attempt((storage) => {
        storage.setItem(key, JSON.stringify(value));
        return true;
      }, false),
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
    keys: () => attempt((storage) => Object.keys(storage), []),
  };
}

/** Outlives the tab and the telephone's restart. */
export const onPhone = storedList(() => localStorage);

/** Gone with the tab. */
export const inTab = storedList(() => sessionStorage);
