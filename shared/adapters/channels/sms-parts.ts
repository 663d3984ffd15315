/** The basic character set of GSM 03.38, one septet each. */
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension: an escape and a character, two septets that stand in one part. */
const GSM_EXTENDED = new Set('\f^{}\\[~]|€');

/** Characters of an alphabet that one message takes alone, and each part of a longer one. */
const gsm = { alone: 160, part: 153 };
const ucs2 = { alone: 70, part: 67 };

/** Whether a text is sent with 7 bits a character. One other character makes all of them take 16. */
export function isGsm7(text: string): boolean {
  for (const char of text) if (!GSM_BASIC.has(char) && !GSM_EXTENDED.has(char)) return false;
  return true;
}

/** How many SMS a text is sent and billed as. Neither an escaped character nor a surrogate pair is split. */
export function smsParts(text: string): number {
  const seven = isGsm7(text);
  const { alone, part } = seven ? gsm : ucs2;
  const widthOf = (char: string) => (seven ? (GSM_EXTENDED.has(char) ? 2 : 1) : char.length);
  let whole = 0;
  let parts = 1;
  let filled = 0;
  for (const char of text) {
    const width = widthOf(char);
    whole += width;
    if (filled + width > part) {
      parts += 1;
      filled = 0;
    }
    filled += width;
  }
  return whole <= alone ? 1 : parts;
}
