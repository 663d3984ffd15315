/** A photo that waits on the telephone until it is sent. */
export interface KeptPhoto {
  readonly id: string;
  /** Whose form it was picked on; empty on a receipt. */
  readonly place: string;
  /** The report that it belongs to. */
  readonly token: string;
  readonly at: number;
  readonly picture: Blob;
  /** The receipt of its report was seen: no other report may take it over. */
  readonly isBound: boolean;
}

const STORED_LIST = 'photos';
const KEPT_MS = 24 * 60 * 60 * 1000;

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(STORED_LIST, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORED_LIST, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const asked = <T>(
  mode: IDBTransactionMode,
  work: (storedList: IDBObjectStore) => IDBRequest<T>,
): Promise<T> =>
  opened().then(
    (database) =>
      new Promise<T>((resolve, reject) => {
        const change = database.transaction(STORED_LIST, mode);
        const request = work(change.objectStore(STORED_LIST));
        change.oncomplete = () => {
          database.close();
          resolve(request.result);
        };
        change.onabort = () => {
          database.close();
          reject(change.error);
        };
      }),
  );

export const keepPhoto = (photo: KeptPhoto): Promise<unknown> =>
  asked('readwrite', (storedList) => storedList.put(photo));

export const dropPhoto = (id: string): Promise<unknown> =>
  asked('readwrite', (storedList) => storedList.delete(id));

/** Those of a day, the first first; what is older is thrown away. */
export const keptPhotos = (): Promise<readonly KeptPhoto[]> =>
  asked<KeptPhoto[]>('readonly', (storedList) => storedList.getAll()).then((photos) => {
    const isOld = (photo: KeptPhoto) => !(photo.at <= Date.now() && Date.now() - photo.at < KEPT_MS);
    return Promise.all(photos.filter(isOld).map((photo) => dropPhoto(photo.id))).then(() =>
      photos.filter((photo) => !isOld(photo)).sort((one, other) => one.at - other.at),
    );
  });
