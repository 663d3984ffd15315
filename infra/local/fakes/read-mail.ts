/** A mail as a mail program shows it, and its header fields by lower-case name. */
export interface Mail {
  readonly fields: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly body: string;
}

/** Fields that a mail has at most once (RFC 5322). */
const once = ['from', 'to', 'cc', 'subject', 'date', 'message-id', 'list-unsubscribe', 'auto-submitted'];
const needed = ['from', 'to', 'subject', 'date', 'message-id', 'auto-submitted', 'content-type'];

/** Reads a mail of one part. Throws an error that says what a strict receiver would refuse about it. */
export function readMail(raw: Buffer): Mail {
  const whole = raw.toString('latin1');
  const end = whole.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('no empty line after the header');
  if (whole.split('\r\n').some(({ length }) => length > 998))
    throw new Error('a line of over 998 characters');
  if (/[\r\n]/.test(whole.replaceAll('\r\n', ''))) throw new Error('a line break that is not CR LF');
  const fields = fieldsIn(whole.slice(0, end));
  const body = decoded(whole.slice(end + 4), fields['content-transfer-encoding'] ?? '7bit');
  if (!/^text\/plain; charset=utf-8\b/i.test(fields['content-type'] ?? ''))
    throw new Error('something else than plain text in UTF-8');
  const isOneClick = fields['list-unsubscribe-post'] === 'List-Unsubscribe=One-Click';
  const way = fields['list-unsubscribe'];
  if (isOneClick !== (way !== undefined)) throw new Error('half of a way to unsubscribe');
  if (way !== undefined && !/^<https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]+>$/.test(way))
    throw new Error('no address to unsubscribe at');
  return { fields, subject: words(fields.subject ?? ''), body: body.replaceAll('\r\n', '\n') };
}

function fieldsIn(header: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const line of header.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+):[ \t]*([\x20-\x7e\t]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error('a header field that is none');
    const key = name.toLowerCase();
    if (once.includes(key) && Object.hasOwn(fields, key)) throw new Error(`${key} comes twice`);
    fields[key] = value;
  }
  const absent = needed.find((name) => !Object.hasOwn(fields, name));
  if (absent !== undefined) throw new Error(`no ${absent}`);
  return fields;
}

/** Encoded words (RFC 2047); blanks between two of them are no part of the text. */
const words = (value: string): string =>
  value
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind = '', text = '']) =>
          kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quoted(text.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );

function decoded(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quoted(body.replace(/=\r\n/g, '')).toString('utf8');
    case '7bit':
      return body;
    default:
      throw new Error(`the encoding ${encoding}`);
  }
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
