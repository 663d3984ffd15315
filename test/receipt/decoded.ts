/** The claims of a signed document, without verification. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert its shape
export const claimsOf = (document: string): any =>
  JSON.parse(Buffer.from(document.split('.')[1] ?? '', 'base64url').toString());

/** A response with its signed documents decoded, for tests that search it for secrets. Hashes are left out. */
export const legible = (text: string): string =>
  text.replace(/[\w-]+\.[\w-]+\.[\w-]{86}/g, (document) => {
    const { record: _record, previous: _previous, written: _written, ...claims } = claimsOf(document);
    return JSON.stringify(claims).replaceAll('"', "'");
  });
