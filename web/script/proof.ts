/** The text of the worker, put here when the script is bundled; see infra/page-scripts.ts. */
declare const WORKER: string;

/**
 * Works on the form's challenge while its reader types, and leaves the result in a field that nobody sees. Where
 * anything fails the field stays empty, and the report is taken all the same.
 */
export function workWhileTyping(form: HTMLFormElement): void {
  try {
    work(form);
  } catch {
    // An old telephone: no workers, or none of a page's own making.
  }
}

function work(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=proof]');
  if (field === null || field.dataset.challenge === undefined) return;
  const challenge: unknown = JSON.parse(field.dataset.challenge);
  const address = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const end = () => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
  worker.onerror = end;
  worker.onmessage = (message: MessageEvent<{ readonly derivedKey?: string } | null>) => {
    end();
    const solution = message.data;
    if (solution?.derivedKey !== undefined) field.value = btoa(JSON.stringify({ challenge, solution }));
  };
  worker.postMessage({ type: 'work', challenge });
}
