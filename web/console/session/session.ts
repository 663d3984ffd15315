import { signal } from '@preact/signals';
import type { SignIn } from '../../../shared/http/call.ts';

/** The tokens of the person who is signed in. They live as long as the tab, and in no other. */
export interface Tokens {
  readonly bearer: string;
  readonly refresh?: string;
  readonly idToken?: string;
}

const KEY = 'huiying.session';

/** `expired`: what is on the screen stays, and nothing is asked until the person signed in again. */
export type SessionState = 'none' | 'signed-in' | 'expired';
export const session = signal<SessionState>('none');

let tokens: Tokens | undefined;

export const bearer = (): string => tokens?.bearer ?? '';
export const refreshToken = (): string | undefined => tokens?.refresh;

/** Keeps what is new; an issuer that renews a token does not give each part of it again. */
export function keepTokens(given: Tokens): void {
  tokens = { ...tokens, ...given };
  sessionStorage.setItem(KEY, JSON.stringify(tokens));
  session.value = 'signed-in';
}

/** Takes up the tokens after a reload of the tab. */
export function resumeSession(): boolean {
  try {
    tokens = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined;
  } catch {
    tokens = undefined;
  }
  session.value = tokens === undefined ? 'none' : 'signed-in';
  return tokens !== undefined;
}

export function expire(): void {
  if (session.value === 'signed-in') session.value = 'expired';
}

export function dropTokens(): Tokens | undefined {
  const dropped = tokens;
  tokens = undefined;
  sessionStorage.removeItem(KEY);
  session.value = 'none';
  return dropped;
}

/** Where and how people sign in, as the page says. */
export function signInSettings(): SignIn {
  const content = document.querySelector<HTMLMetaElement>('meta[name=sign-in]')?.content ?? '';
  return JSON.parse(content) as SignIn;
}
