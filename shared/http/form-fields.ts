/** What a form is encoded in, by the names of the Encoding Standard. GB 18030 contains GBK and GB 2312. */
const encodings: ReadonlySet<string> = new Set(['utf-8', 'gbk', 'gb18030', 'big5']);

type Fields = Readonly<Record<string, string>>;
type Pairs = readonly (readonly [string, string])[];

/** `unsupported-type`: it is no form. `unreadable-text`: no encoding gives back what was written. */
export type FormFault = 'unsupported-type' | 'unreadable-text';

/**
 * The fields of a submitted form. Old browsers and programs in China send GBK, often without saying so. A text is read in
 * the encoding that the form declares, else as UTF-8, else as GB 18030; it is never read with letters replaced. Of a
 * repeated field the last value counts; files are ignored.
 */
export async function formFields(
  bytes: Buffer<ArrayBuffer>,
  contentType: string,
): Promise<Fields | FormFault> {
  const pairs = await pairsIn(bytes, contentType);
  if (pairs === undefined) return 'unsupported-type';
  const declared = charsetIn(contentType) ?? pairs.find(([name]) => name === CHARSET_FIELD)?.[1];
  const read = readerFor(declared, pairs);
  if (read === undefined) return 'unreadable-text';
  try {
    const fields = pairs.map(([name, value]) => [read(name), read(value)] as const);
    return Object.fromEntries(fields.filter(([name]) => name !== CHARSET_FIELD));
  } catch {
    return 'unreadable-text';
  }
}

/** A hidden field of this name is filled in by the browser. */
const CHARSET_FIELD = '_charset_';

/** The charset that a content type names. */
export const charsetIn = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];

/** Names and values before they are decoded: each character is one byte. */
async function pairsIn(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<Pairs | undefined> {
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType) || bytes.length === 0) {
    return urlencodedPairs(bytes.toString('latin1'));
  }
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  try {
    // The parser decodes UTF-8. Given each byte as a character, it returns the bytes.
    const characters = Buffer.from(bytes.toString('latin1'), 'utf8');
    const form = await new Response(characters, { headers: { 'content-type': contentType } }).formData();
    return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  } catch {
    return undefined;
  }
}

const urlencodedPairs = (body: string): Pairs =>
  body
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [unescaped(pair), ''] : [unescaped(pair.slice(0, at)), unescaped(pair.slice(at + 1))];
    });

const unescaped = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

type Read = (bytes: string) => string;

function readerFor(declared: string | undefined, pairs: Pairs): Read | undefined {
  if (declared !== undefined) return readerOf(declared);
  const sent = pairs.flat().join('\n');
  const utf8 = readerOf('utf-8');
  if (utf8 !== undefined && isReadable(utf8, sent)) return utf8;
  // A damaged UTF-8 text can be valid GB 18030, and would be read as other words than were written.
  return looksLikeUtf8(sent) ? undefined : readerOf('gb18030');
}

/** `undefined` for an encoding that forms are not read in, or that the runtime does not have. */
function readerOf(label: string): Read | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    if (!encodings.has(decoder.encoding)) return undefined;
    const decode: Read = (bytes) => decoder.decode(Buffer.from(bytes, 'latin1'));
    return decoder.encoding === 'utf-8' ? decode : (bytes) => decode(bytes).replace(REFERENCE, referenced);
  } catch {
    return undefined;
  }
}

/** Browsers write a character that the encoding lacks, such as an emoji in GBK, as a reference: `&#128269;`. */
const REFERENCE = /&#(\d{2,7});/g;

function referenced(reference: string, code: string): string {
  const number = Number(code);
  const isCharacter = number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
  return isCharacter ? String.fromCodePoint(number) : reference;
}

function isReadable(read: Read, bytes: string): boolean {
  try {
    read(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Most of its letters beyond ASCII are whole in UTF-8. In a GBK text that happens to few, and by chance. */
function looksLikeUtf8(bytes: string): boolean {
  const text = new TextDecoder().decode(Buffer.from(bytes, 'latin1'));
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return whole >= lost;
}
