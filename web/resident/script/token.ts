/** A name that nobody guesses, as the server makes it: 192 random bits. */
export const freshToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_');
