/** A telephone number or a mail address, so that its owner recognises it and nobody else can use it. */
export function masked(address: string): string {
  const [name = '', domain] = address.split('@');
  if (domain !== undefined) return `${name.slice(0, 1)}****@${domain}`;
  const national = address.replace(/^\+86/, '');
  return `${national.slice(0, 3)} **** ${national.slice(-4)}`;
}
