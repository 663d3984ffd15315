import { keepTokens, refreshToken } from './session.ts';

let renewal: Promise<boolean> | undefined;

/** Gets a new token where the issuer gave the means to. Several requests that find the token expired renew it once. */
export function renewed(): Promise<boolean> {
  renewal ??= renewOnce().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

async function renewOnce(): Promise<boolean> {
  const refresh = refreshToken();
  if (refresh === undefined) return false;
  // Loaded when it is wanted: the library is a fifth of the console.
  const { refreshTokens } = await import('./sign-in.ts');
  const next = await refreshTokens(refresh);
  if (next === undefined) return false;
  keepTokens(next);
  return true;
}
