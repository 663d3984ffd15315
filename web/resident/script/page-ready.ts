/** Runs once the page stands. Whatever this browser cannot do leaves the page as it came, which is whole. */
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
