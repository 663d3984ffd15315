/** A browser's storage as JSON values. When it is disabled or full, nothing is kept and no error is thrown. */
export interface BrowserStore {
  read(key: string): unknown;
  /** Returns whether the value was stored. */
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
  keys(): readonly string[];
}

function browserStore(open: () => Storage): BrowserStore {
  const attempt = <T>(work: (storage: Storage) => T, fallback: T): T => {
    try {
      return work(open());
    } catch {
      return fallback;
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

/** Survives closing the tab and restarting the phone. */
export const onPhone = browserStore(() => localStorage);

/** Deleted with the tab. */
export const inTab = browserStore(() => sessionStorage);
