import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentName } from '../../shared/http/call.ts';
import { docsPage } from './docs-page.ts';
import { openapi } from './openapi.ts';

/** The files that the build writes next to the bundle of the public function. */
export const documentFiles: Readonly<Record<DocumentName, () => Promise<string>>> = {
  'openapi.json': async () => JSON.stringify(openapi()),
  'docs.html': async () => docsPage(openapi()),
};

/** Writes the OpenAPI document and its page into a directory. */
export async function writeApiDocument(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const [name, content] of Object.entries(documentFiles)) {
    await writeFile(join(dir, name), await content());
  }
}
