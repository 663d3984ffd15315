import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, inject, it } from 'vitest';
import { bundleOptions } from '../../../infra/bundle.ts';
import { receiver } from '../receiver.ts';

/** In a bundle, a package in CommonJS has other exports than Node gives it. */
it('posts to a pinned address from a bundle, too', async () => {
  const outdir = join(inject('scratch'), 'outside-bundled');
  const entryPoints = { index: 'shared/adapters/channels/outside/post-outside.ts' };
  await build({ ...bundleOptions('notify', outdir), entryPoints });
  const { url, received, close } = await receiver({ status: 204 });
  const named = new URL(url);
  named.hostname = 'hooks.invalid';
  const script = `
    const { postPinned } = await import(${JSON.stringify(pathToFileURL(join(outdir, 'index.mjs')).href)});
    const request = { url: new URL(${JSON.stringify(named.href)}), body: '{}' };
    const answer = await postPinned(request, 600_000, [{ address: '127.0.0.1', family: 4 }]);
    process.stdout.write(JSON.stringify(answer));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  await close();
  expect(JSON.parse(stdout)).toEqual({ status: 204, body: '' });
  expect(received.map(({ headers }) => headers.host)).toEqual([named.host]);
});
