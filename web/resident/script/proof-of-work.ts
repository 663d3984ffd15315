import type { KeptReport } from './kept.ts';

/** How long sending waits for a proof of work. After that the report is sent without one, which the server accepts. */
const WAIT_MS_MAX = 4_000;

/** Solves the form's challenge while the resident types, and puts the solution into a hidden field. */
export function workWhileTyping(form: HTMLFormElement): void {
  const field = proofOfWorkField(form);
  const challenge = field?.dataset.challenge;
  if (field === null || challenge === undefined) return;
  proofOfWorkFor(challenge)
    .then((proofOfWork) => {
      field.value = proofOfWork;
    })
    .catch(() => undefined);
}

/**
 * Clears the proof of work, which is valid for one report; the next report of the same page gets its own when it is
 * sent.
 */
export function forgetProofOfWork(form: HTMLFormElement): void {
  const field = proofOfWorkField(form);
  if (field !== null) field.value = '';
}

/** Adds a valid proof of work to a report, if it can be computed in time. */
export const withProofOfWork = (report: KeptReport): Promise<KeptReport> =>
  Promise.race([
    withFreshProofOfWork(report).catch(() => report),
    new Promise<KeptReport>((resolve) => setTimeout(resolve, WAIT_MS_MAX, report)),
  ]);

async function withFreshProofOfWork(report: KeptReport): Promise<KeptReport> {
  if (isValid(report.typed.proofOfWork)) return report;
  const answer = await fetch(`/v1/places/${report.place}`);
  const proofOfWork = await proofOfWorkFor((await answer.json()).challenge);
  return { ...report, typed: { ...report.typed, proofOfWork } };
}

/** Checks the expiry: a report may have been kept for longer than its proof of work is valid. */
const isValid = (proofOfWork: string | undefined): boolean =>
  proofOfWork !== undefined &&
  Date.parse(JSON.parse(atob(proofOfWork)).challenge.parameters.data.until) > Date.now();

/** What a challenge of ALTCHA, version 2, names; see shared/adapters/proof-of-work.ts. */
interface Challenge {
  readonly parameters: Readonly<Record<'nonce' | 'salt' | 'keyPrefix', string>> & { readonly cost: number };
}

/** The server's counters end far below: a challenge that has no solution must not keep the phone busy for ever. */
const COUNTER_MAX = 20_000;

/**
 * Solves a challenge: finds the counter whose derived key begins as the challenge says. The browser derives each key in
 * a thread of its own, so typing goes on meanwhile. Rejects in a browser that cannot derive keys.
 */
async function proofOfWorkFor(text: string): Promise<string> {
  const challenge = JSON.parse(text) as Challenge;
  const asked = challenge.parameters;
  const salt = bytesIn(asked.salt);
  for (let counter = 0; counter < COUNTER_MAX; counter += 1) {
    const password = bytesIn(asked.nonce + counter.toString(16).padStart(8, '0'));
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const kind = { name: 'PBKDF2', salt, iterations: asked.cost, hash: 'SHA-256' };
    const derivedKey = hexOf(await crypto.subtle.deriveBits(kind, key, 256));
    if (derivedKey.indexOf(asked.keyPrefix) === 0)
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
  throw new Error('no solution');
}

const bytesIn = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const proofOfWorkField = (form: HTMLFormElement): HTMLInputElement | null =>
  form.querySelector('input[name=proofOfWork]');
