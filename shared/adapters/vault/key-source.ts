/** Provides the key of a use, from which keys for one purpose each are derived. */
export interface KeySource {
  /**
   * Returns 32 bytes. Callers cache a success and call again after a failure.
   * @param use `isNew` is false where the key was used before: then a missing key is an error and no new one is made.
   */
  key(use?: { readonly isNew: boolean }): Promise<Uint8Array>;
}
