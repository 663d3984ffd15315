/**
 * Ignores a second press of the button. The token already makes it harmless; this avoids a second request on a slow
 * connection. `aria-disabled` keeps the focus on the button.
 */
export function pressOnce(form: HTMLFormElement): void {
  const button = form.querySelector('#send');
  form.addEventListener('submit', (event) => {
    if (button?.getAttribute('aria-disabled') === 'true') event.preventDefault();
    button?.setAttribute('aria-disabled', 'true');
  });
  // After going back to a page from the browser's cache, the button can be pressed again.
  window.addEventListener('pageshow', () => button?.removeAttribute('aria-disabled'));
}
