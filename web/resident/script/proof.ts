import type { KeptReport } from './kept.ts';

/** The text of the worker, put here when the script is bundled; see infra/page-scripts.ts. */
declare const WORKER: string;

/** What a proof may cost a report that waits to be sent. After this it goes without, and is taken all the same. */
const PATIENCE_MS = 4_000;

/** Works on the form's challenge while its reader types, and leaves the result in a field that nobody sees. */
export function workWhileTyping(form: HTMLFormElement): void {
  const field = proofField(form);
  const challenge = field?.dataset.challenge;
  if (field === null || challenge === undefined) return;
  proofFor(challenge)
    .then((proof) => {
      field.value = proof;
    })
    .catch(() => undefined);
}

/** A proof is good for one report; the next one from the same page gets its own when it is sent. */
export function forgetProof(form: HTMLFormElement): void {
  const field = proofField(form);
  if (field !== null) field.value = '';
}

/** The report with a proof that is still good, where one can be had in a moment. */
export const proven = (report: KeptReport): Promise<KeptReport> =>
  Promise.race([
    freshlyProven(report).catch(() => report),
    new Promise<KeptReport>((resolve) => setTimeout(resolve, PATIENCE_MS, report)),
  ]);

async function freshlyProven(report: KeptReport): Promise<KeptReport> {
  if (isGood(report.typed.proof)) return report;
  const answer = await fetch(`/v1/places/${report.place}`);
  const proof = await proofFor((await answer.json()).challenge);
  return { ...report, typed: { ...report.typed, proof } };
}

/** A report may have been kept for longer than its proof. */
const isGood = (proof: string | undefined): boolean =>
  proof !== undefined && Date.parse(JSON.parse(atob(proof)).challenge.parameters.data.until) > Date.now();

/** Fails on an old telephone that knows no workers, or none of a page's own making. */
const proofFor = (text: string): Promise<string> =>
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

const proofField = (form: HTMLFormElement): HTMLInputElement | null =>
  form.querySelector('input[name=proof]');
