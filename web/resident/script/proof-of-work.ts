import type { KeptReport } from './kept.ts';

/** The worker's source, inserted when the script is bundled; see infra/page-scripts.ts. */
declare const WORKER: string;

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

/** Solves a challenge in a worker. Rejects in an old browser without workers, or without workers from blob URLs. */
const proofOfWorkFor = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
    const worker = new Worker(address);
    const challenge: unknown = JSON.parse(text);
    const end = () => {
      worker.terminate();
      URL.revokeObjectURL(address);
      // Has no effect after `resolve`.
      reject();
    };
    worker.onerror = end;
    worker.onmessage = (message: MessageEvent<{ readonly derivedKey?: string } | null>) => {
      const solution = message.data;
      if (solution?.derivedKey !== undefined) resolve(btoa(JSON.stringify({ challenge, solution })));
      end();
    };
    worker.postMessage({ type: 'work', challenge });
  });

const proofOfWorkField = (form: HTMLFormElement): HTMLInputElement | null =>
  form.querySelector('input[name=proofOfWork]');
