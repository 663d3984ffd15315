import { describe, expect, test } from 'vitest';
import { charsetIn, formFields } from '../../shared/http/form-fields.ts';
import { http, reportBody } from './http-api.ts';

const urlencoded = 'application/x-www-form-urlencoded';

/** The bytes of texts in GBK: Node has no encoder, so each is given. */
const gbk = {
  what: '\xb5\xe7\xcc\xdd\xc0\xef\xd3\xd0\xc8\xcb\xb1\xbb\xc0\xa7\xd7\xa1\xc1\xcb', // 电梯里有人被困住了
  rare: '\x95\x32\x82\x36', // 𠀀, four bytes of GB 18030
};
const said = '电梯里有人被困住了';

/** Percent-encoded as a browser does, all but letters and digits of ASCII. */
const escaped = (bytes: string): string =>
  bytes.replace(
    /[^A-Za-z0-9]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const bytesOf = (latin1: string) => Buffer.from(latin1, 'latin1');
const read = (body: string, type = urlencoded) => formFields(bytesOf(body), type);

describe('a form', () => {
  test.each([
    ['in UTF-8', `what=${escaped(utf8(said))}`, urlencoded],
    ['in UTF-8 that says so', `what=${escaped(utf8(said))}`, `${urlencoded};charset=UTF-8`],
    ['in GBK that says nothing', `what=${escaped(gbk.what)}`, urlencoded],
    ['in GBK that is not even percent-encoded', `what=${gbk.what}`, urlencoded],
    ['in GBK by its content type', `what=${escaped(gbk.what)}`, `${urlencoded}; charset=GBK`],
    ['in GB 2312 by its content type', `what=${escaped(gbk.what)}`, `${urlencoded}; charset="gb2312"`],
    ['in GBK by its field', `_charset_=gbk&what=${escaped(gbk.what)}`, urlencoded],
    ['in GB 18030 by its field, last', `what=${escaped(gbk.what)}&_charset_=GB18030`, urlencoded],
  ])('%s is read as it was written', async (_, body, type) => {
    expect(await read(body, type)).toEqual({ what: said });
  });

  test('in GBK keeps the characters of four bytes, and those that the browser could only refer to', async () => {
    expect(await read(`what=${escaped(gbk.what + gbk.rare)}`)).toEqual({ what: `${said}𠀀` });
    expect(await read(`what=${escaped(`${gbk.what}&#128269;`)}`)).toEqual({ what: `${said}🔍` });
    expect(await read(`what=${escaped(`${gbk.what}&#55296;&#9999999;`)}`)).toEqual({
      what: `${said}&#55296;&#9999999;`,
    });
    // In UTF-8 a browser refers to nothing, so this is what the person wrote.
    expect(await read(`what=${escaped(utf8(`${said}&#128269;`))}`)).toEqual({ what: `${said}&#128269;` });
  });

  test('in several parts is read alike, and its files are ignored', async () => {
    const parts = (what: string, more = '') =>
      `--b\r\ncontent-disposition: form-data; name="what"\r\n\r\n${what}\r\n${more}--b--\r\n`;
    const type = 'multipart/form-data; boundary=b';
    expect(await read(parts(utf8(said)), type)).toEqual({ what: said });
    expect(await read(parts(gbk.what), type)).toEqual({ what: said });
    const charset = '--b\r\ncontent-disposition: form-data; name="_charset_"\r\n\r\nGBK\r\n';
    expect(await read(parts(gbk.what, charset), type)).toEqual({ what: said });
    const file =
      '--b\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n\xff\xd8\xff\r\n';
    expect(await read(parts(utf8(said), file), type)).toEqual({ what: said });
    expect(await read('--b\r\nnonsense', type)).toBe('unsupported-type');
  });

  test.each([
    ['that declares UTF-8 and is GBK', `what=${escaped(gbk.what)}`, `${urlencoded};charset=utf-8`],
    ['that declares GBK and is neither', `what=${escaped(`${gbk.what}\xff`)}`, `${urlencoded};charset=gbk`],
    ['in UTF-8 with a letter cut off', `what=${escaped(utf8(said).slice(0, -1))}`, urlencoded],
    [
      'in UTF-8 with one byte lost',
      `what=${escaped(utf8(said).slice(0, 4) + utf8(said).slice(5))}`,
      urlencoded,
    ],
    ['in an encoding that no form here has', `what=a`, `${urlencoded};charset=iso-2022-jp`],
    ['in an encoding that does not exist', `what=a`, `${urlencoded};charset=klingon`],
    ['with bytes that are no text', `what=%FF%FE%FD`, urlencoded],
  ])('%s is refused, not stored with letters replaced', async (_, body, type) => {
    expect(await read(body, type)).toBe('unreadable-text');
  });

  test('is parsed as browsers write it', async () => {
    expect(await read('a=1&b=two+words&c&=&a=2&d=%zz%2&e==%3D')).toEqual({
      ...{ a: '2', b: 'two words', c: '', '': '', d: '%zz%2', e: '==' },
    });
    expect(await read('', 'text/plain')).toEqual({});
    expect(await read('a=1', 'text/plain')).toBe('unsupported-type');
    expect(charsetIn('text/html; boundary=x; Charset = "GBK" ')).toBe('GBK');
  });

  test('keeps a replacement character that the person wrote', async () => {
    expect(await read(`what=${escaped(utf8('a\ufffdb'))}`)).toEqual({ what: 'a\ufffdb' });
  });
});

test('a form in GBK becomes a case with the words that were written', async () => {
  const { ask } = await http();
  const { status, headers } = await ask('POST /q/{place}', {
    path: { place: 'b3-1' },
    headers: { 'content-type': urlencoded },
    body: bytesOf(`tile=lost&what=${escaped(gbk.what)}`).toString('base64'),
    isBase64Encoded: true,
  });
  expect(status).toBe(303);
  const token = String(headers.location).split('/t/')[1] ?? '';
  const { body: track } = await ask('GET /v1/track/{token}', { path: { token } });
  expect(track.history[0].text).toBe(said);
});

test('damaged letters are refused with a sentence, on a page, in JSON and in a query', async () => {
  const { ask, as } = await http();
  const form = await ask('POST /q/{place}', {
    path: { place: 'b3-1' },
    headers: { 'content-type': `${urlencoded}; charset=utf-8` },
    body: `tile=lost&what=${escaped(gbk.what)}`,
  });
  expect([form.status, form.text]).toEqual([400, expect.stringContaining('变成了乱码')]);
  const json = await ask('POST /v1/cases', {
    headers: { 'content-type': 'application/json; charset=gbk' },
    body: reportBody(),
  });
  expect([json.status, json.body.code]).toEqual([415, 'unsupported-type']);
  const query = await as('officer', 'GET /v1/office/cases', { query: { building: '\ufffd\ufffd' } });
  expect([query.status, query.body.code]).toEqual([400, 'unreadable-text']);
  const meant = await ask('POST /v1/cases', {
    body: JSON.stringify(reportBody({ what: 'a?b' })).replace('?', '\\ufffd'),
  });
  expect(meant.status).toBe(201);
});
