import type { KeptReport } from './kept.ts';

/** The text of the worker, put here when the script is bundled; see infra/page-scripts.ts. */
declare const WORKER: string;

/** How long a report that waits to be sent may wait for its proof of work. After this it is sent without one, and is taken all the same. */
const PATIENCE_MS = 4_000;

/** Works on the form's challenge while its reader types, and leaves the result in a hidden field. */
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

/** A proof of work is good for one report; the next one from the same page gets its own when it is sent. */
export function forgetProofOfWork(form: HTMLFormElement): void {
  const field = proofOfWorkField(form);
  if (field !== null) field.value = '';
}

/** The report with a proof of work that is still good, where one can be had in a moment. */
export const withProofOfWork = (report: KeptReport): Promise<KeptReport> =>
  Promise.race([
    withFreshProofOfWork(report).catch(() => report),
    new Promise<KeptReport>((resolve) => setTimeout(resolve, PATIENCE_MS, report)),
  ]);

async function withFreshProofOfWork(report: KeptReport): Promise<KeptReport> {
  if (isGood(report.typed.proofOfWork)) return report;
  const answer = await fetch(`/v1/places/${report.place}`);
  const proofOfWork = await proofOfWorkFor((await answer.json()).challenge);
  return { ...report, typed: { ...report.typed, proofOfWork } };
}

/** A report may have been kept for longer than its proof of work is good. */
const isGood = (proofOfWork: string | undefined): boolean =>
  proofOfWork !== undefined &&
  Date.parse(JSON.parse(atob(proofOfWork)).challenge.parameters.data.until) > Date.now();

/** Fails on an old telephone that knows no workers, or none of a page's own making. */
const proofOfWorkFor = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
    const worker = new Worker(address);
    const challenge: unknown = JSON.parse(text);
    const end = () => {
      worker.terminate();
      URL.revokeObjectURL(address);
      // Whatever it found has been kept by now, and what is kept first stays.
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
