/** A reference of seven digits as it is dictated: `4827 193`. */
export const grouped = (reference: string): string =>
  /^\d{7}$/.test(reference) ? `${reference.slice(0, 4)} ${reference.slice(4)}` : reference;
