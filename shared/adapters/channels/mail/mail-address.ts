/**
 * Whether a text is one mail address and nothing else: no list, no name before it, no line break that would begin another
 * header. Stricter than the standard, as mail servers are: no quoted part, no comment, no address without a domain.
 */
export const isMailAddress = (text: string): boolean =>
  text.length <= ADDRESS_LENGTH_MAX && ADDRESS.test(text) && !text.includes('..');

const ADDRESS_LENGTH_MAX = 254;
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_{|}~-][A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{0,62}(?<!\.)@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?!\d+$)[A-Za-z0-9-]{2,63}$/;
