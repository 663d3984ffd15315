import { type CheckingKey, checkReceipt, keysIn, publicKeyOf } from '../../../shared/receipt/verify.ts';
import { wallClock, wallClockDeadline } from '../../../shared/receipt/wall-clock.ts';
import { whenReady } from '../script/page-ready.ts';

// Runs in browsers with Ed25519 (Chrome 137, Safari 17, Firefox 129). In any other, the page says so and stays as
// served. The page contains the keys, so the check needs no network.

whenReady(() => {
  const form = element<HTMLFormElement>('#check');
  const keys = keysIn(JSON.parse(form.dataset.keys ?? '')) ?? [];
  const receipt = element<HTMLTextAreaElement>('#receipt-text');
  const file = element<HTMLInputElement>('#file');
  const check = async () => showResult(await checkReceipt(receiptIn(receipt.value), keys), form.dataset);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void check();
  });
  file.addEventListener('change', async () => {
    receipt.value = (await file.files?.[0]?.text()) ?? '';
    await check();
  });
  void canCheck(keys).then((isSupported) => {
    form.hidden = !isSupported;
    element('#cannot').hidden = isSupported;
  });
});

const canCheck = ([key]: readonly CheckingKey[]): Promise<boolean> =>
  key === undefined || !('subtle' in crypto)
    ? Promise.resolve(false)
    : publicKeyOf(key).then(
        () => true,
        () => false,
      );

/** The signed receipt: alone, perhaps broken into lines by a messenger, or inside the response of the API. */
function receiptIn(text: string): string {
  try {
    return String(JSON.parse(text).receipt);
  } catch {
    return text.replaceAll(/\s/g, '');
  }
}

function showResult(
  { claims, fault }: Awaited<ReturnType<typeof checkReceipt>>,
  { stations = '{}', faults = '{}', mayMove = '' }: DOMStringMap,
): void {
  element('#genuine').hidden = claims === undefined;
  element('#not-genuine').hidden = fault === undefined;
  if (fault !== undefined) element('#why').textContent = JSON.parse(faults)[fault];
  if (claims !== undefined) {
    const { reference, station, receivedAt, respondBy, policyVersion } = claims;
    const doubt = claims.mayMove ? ` ${mayMove}` : '';
    setText('number', `${reference.slice(0, 4)} ${reference.slice(4)}`);
    setText('station', JSON.parse(stations)[station] ?? station);
    setText('received', wallClock(receivedAt));
    setText('answer', `${wallClockDeadline(respondBy)}${doubt}`);
    setText('rules', policyVersion);
  }
  element('#found').focus();
}

const setText = (claim: string, text: string): void => {
  element(`[data-claim=${claim}]`).textContent = text;
};

function element<E extends HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error('a page of another kind');
  return found;
}
