import { describe, expect, it } from 'vitest';
import { http } from './http-api.ts';

const rig = await http();
const file = (name: string) => rig.ask('GET /office/{file}', { path: { file: name } });

describe('the page of the console', () => {
  it('names its files and where to sign in, and runs nothing else', async () => {
    const { status, headers, text } = await rig.ask('GET /office');
    expect(status).toBe(200);
    expect(text).toContain('<script type="module" src="/office/console-AAAAAAA1.js"></script>');
    expect(text).toContain('<link rel="stylesheet" href="/office/console-AAAAAAA2.css">');
    expect(text).toContain('https://id.example.cn/realm');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://id.example.cn;");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('is asked for anew each time, which costs a few bytes where nothing changed', async () => {
    const { headers } = await rig.ask('GET /office');
    expect(headers['cache-control']).toBe('no-cache');
    const again = await rig.ask('GET /office', { headers: { 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(304);
  });

  it('says in the language of the reader that it needs a script', async () => {
    const of = async (language: string) =>
      (await rig.ask('GET /office', { headers: { 'accept-language': language } })).text;
    expect(await of('en')).toContain('The console needs JavaScript');
    expect(await of('zh-CN')).toContain('工作台要用 JavaScript');
  });

  it('says to a browser that is too old for the script that it is', async () => {
    expect((await rig.ask('GET /office')).text).toMatch(/<div id="console"><p class="too-old">.*Chrome/);
  });
});

describe('a file of the console', () => {
  it('may be kept for a year, since its name holds a hash of it', async () => {
    const script = await file('console-AAAAAAA1.js');
    expect(script).toMatchObject({ status: 200, text: '1;' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await file('console-AAAAAAA2.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  });

  it.each([
    'console-BBBBBBBB.js',
    'entries.json',
    '..%2Findex.mjs',
    '../index.mjs',
    'console-AAAAAAA1.js.map',
  ])('%s is none', async (name) => {
    expect((await file(name)).status).toBe(404);
  });
});
