import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { type FunctionName, functionNames } from '../../infra/bundle.ts';
import { staticBytes } from './bundle-size.ts';
import { environment } from './cold.ts';

/** About 3 % above what each function parses; raise one only with what the reader of that function gets for it. */
const kilobytesMax: Readonly<Record<FunctionName, number>> = {
  // With the page for helpers, who have no account, how a resident is told, and common questions.
  public: 624,
  // With what a chief changes, the statistics and the endpoints of other systems.
  staff: 590,
  sweep: 430,
  relay: 233,
  notify: 434,
  'notify-residents': 444,
  prove: 441,
  photos: 412,
  contacts: 412,
  operate: 446,
  notary: 411,
  receipts: 472,
  webhooks: 445,
  stats: 420,
};

const folderOf = (name: FunctionName): string => join(inject('bundles'), name);
const entryOf = (name: FunctionName): string => join(folderOf(name), 'index.mjs');

describe.each(functionNames)('%s', (name) => {
  it('parses no more than its limit before it can be called', () => {
    const bytes = staticBytes(entryOf(name));
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes / 1024).toBeLessThanOrEqual(kilobytesMax[name]);
  });

  it('imports no module of Node, and holds no source of credentials and settings but the environment', () => {
    const code = readdirSync(folderOf(name))
      // A thread's own module is loaded when the thread starts.
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => readFileSync(join(folderOf(name), file), 'utf8'));
    expect(code.filter((text) => /(?:from|import)\s*["']node:/.test(text))).toEqual([]);
    expect(code.filter((text) => /AWS_WEB_IDENTITY_TOKEN_FILE|AWS_CONFIG_FILE/.test(text))).toEqual([]);
  });

  it('starts without the parts of Node that it does not need', () => {
    const report = `await import(${JSON.stringify(pathToFileURL(entryOf(name)).href)});
      process.stdout.write(JSON.stringify(process.moduleLoadList));process.exit(0)`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', report], {
      env: { ...environment, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
      encoding: 'utf8',
    });
    const loaded = (JSON.parse(printed) as readonly string[]).map((line) =>
      line.replace(/^NativeModule /, ''),
    );
    expect(loaded).toContain('https');
    expect(loaded.filter((module) => unneeded.test(module))).toEqual([]);
  });
});

/** Streams of the web, the web socket client and `fetch`, HTTP/2, processes, the parser of arguments, assertions and the prompt. */
const unneeded =
  /^(internal\/webstreams\/readablestream|internal\/deps\/undici\/undici|http2|internal\/http2\/.*|child_process|internal\/util\/parse_args\/.*|assert|repl|readline|inspector)$/;
