import type { Vault } from '../../../shared/engine/secrets/vault.ts';

/** Stores texts unencrypted, since encryption would only cost time here. */
export const stubVault: Vault = {
  seal: async (text, { version, index }) => ({
    sealed: { nonce: '', ciphertext: text },
    commitment: `${version}#${index}#${text.length}`,
  }),
  open: async ({ ciphertext }) => ciphertext,
  keyedHash: async (text) => text,
};
