/**
 * Starts the script when the page is loaded. If the browser fails at it, the page stays as served, which works without
 * a script.
 */
export function whenReady(start: () => void): void {
  document.documentElement.classList.add('js');
  document.addEventListener('DOMContentLoaded', () => {
    try {
      start();
    } catch {
      document.documentElement.classList.remove('js');
    }
  });
}
