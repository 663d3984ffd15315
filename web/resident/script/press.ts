/**
 * A button that was pressed once. The token makes a second press harmless anyway; this spares the line of an
 * impatient reader. `aria-disabled` keeps the focus where it was.
 */
export function pressOnce(form: HTMLFormElement): void {
  const button = form.querySelector('#send');
  form.addEventListener('submit', (event) => {
    if (button?.getAttribute('aria-disabled') === 'true') event.preventDefault();
    button?.setAttribute('aria-disabled', 'true');
  });
  // Whoever comes back to a page that was kept as it was may press again.
  window.addEventListener('pageshow', () => button?.removeAttribute('aria-disabled'));
}
