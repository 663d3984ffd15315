/** A photo that is kept on the phone until it is sent. */
export interface KeptPhoto {
  readonly id: string;
  /** The place whose form it was picked on; empty on a receipt page. */
  readonly place: string;
  /** The token of its report. */
  readonly token: string;
  readonly at: number;
  readonly picture: Blob;
  /** Whether its report was received, so that no other report can take it. */
  readonly isBound: boolean;
}

const STORE_NAME = 'photos';
const KEPT_MS = 24 * 60 * 60 * 1000;

const openDatabase = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(STORE_NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE_NAME, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const inTransaction = <T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> =>
  openDatabase().then(
    (database) =>
      new Promise<T>((resolve, reject) => {
        const change = database.transaction(STORE_NAME, mode);
        const request = work(change.objectStore(STORE_NAME));
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
  inTransaction('readwrite', (store) => store.put(photo));

export const dropPhoto = (id: string): Promise<unknown> =>
  inTransaction('readwrite', (store) => store.delete(id));

/** The photos of the last day, oldest first; older ones are deleted. */
export const keptPhotos = (): Promise<readonly KeptPhoto[]> =>
  inTransaction<KeptPhoto[]>('readonly', (store) => store.getAll()).then((photos) => {
    const isOld = (photo: KeptPhoto) => !(photo.at <= Date.now() && Date.now() - photo.at < KEPT_MS);
    return Promise.all(photos.filter(isOld).map((photo) => dropPhoto(photo.id))).then(() =>
      photos.filter((photo) => !isOld(photo)).sort((left, right) => left.at - right.at),
    );
  });
