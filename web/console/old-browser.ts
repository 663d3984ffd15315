/** What the console uses that came last to browsers; where it is missing, the page says so instead of failing somewhere. */
export const isTooOld = (): boolean =>
  typeof HTMLDialogElement !== 'function' ||
  !('at' in Array.prototype) ||
  !('replaceAll' in String.prototype);
