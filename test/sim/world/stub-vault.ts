import type { Vault } from '../../../shared/engine/secrets/vault.ts';

/** Seals nothing: what a simulated text says is nobody's secret, and real encryption would only cost time. */
export const stubVault: Vault = {
  seal: async (text, { version, index }) => ({
    sealed: { nonce: '', ciphertext: text },
    commitment: `${version}#${index}#${text.length}`,
  }),
  open: async ({ ciphertext }) => ciphertext,
  keyedHash: async (text) => text,
};
