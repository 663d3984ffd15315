import { type CheckingKey, checkReceipt, keysIn, publicKeyOf } from '../../../shared/receipt/verify.ts';
import { wallClock } from '../../../shared/receipt/wall-clock.ts';
import { whenReady } from '../script/page-ready.ts';

// Runs in browsers that know Ed25519 (Chrome 137, Safari 17, Firefox 129). In any other the page says so and stays as
// it came. The keys came with the page, so that nothing is asked of anybody and no line is needed.

whenReady(() => {
  const form = one<HTMLFormElement>('#check');
  const keys = keysIn(JSON.parse(form.dataset.keys ?? '')) ?? [];
  const receipt = one<HTMLTextAreaElement>('#receipt-text');
  const file = one<HTMLInputElement>('#file');
  const check = async () => append(await checkReceipt(receiptIn(receipt.value), keys), form.dataset);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void check();
  });
  file.addEventListener('change', async () => {
    receipt.value = (await file.files?.[0]?.text()) ?? '';
    await check();
  });
  void canCheck(keys).then((isAble) => {
    form.hidden = !isAble;
    one('#cannot').hidden = isAble;
  });
});

const canCheck = ([key]: readonly CheckingKey[]): Promise<boolean> =>
  key === undefined || !('subtle' in crypto)
    ? Promise.resolve(false)
    : publicKeyOf(key).then(
        () => true,
        () => false,
      );

/** The signed receipt by itself, perhaps broken into lines by a messenger, or in the whole answer of the API. */
function receiptIn(text: string): string {
  try {
    return String(JSON.parse(text).receipt);
  } catch {
    return text.replaceAll(/\s/g, '');
  }
}

function append(
  { claims, fault }: Awaited<ReturnType<typeof checkReceipt>>,
  { stations = '{}', faults = '{}' }: DOMStringMap,
): void {
  one('#genuine').hidden = claims === undefined;
  one('#not-genuine').hidden = fault === undefined;
  if (fault !== undefined) one('#why').textContent = JSON.parse(faults)[fault];
  if (claims !== undefined) {
    const { reference, station, receivedAt, respondBy, policyVersion } = claims;
    say('number', `${reference.slice(0, 4)} ${reference.slice(4)}`);
    say('station', JSON.parse(stations)[station] ?? station);
    say('received', wallClock(receivedAt));
    say('answer', wallClock(respondBy));
    say('rules', policyVersion);
  }
  one('#found').focus();
}

const say = (claim: string, text: string): void => {
  one(`[data-claim=${claim}]`).textContent = text;
};

function one<E extends HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error('a page of another kind');
  return found;
}
