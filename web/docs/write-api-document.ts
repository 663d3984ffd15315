import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentName } from '../../shared/http/call.ts';
import { docsPage } from './docs-page.ts';
import { openapi } from './openapi.ts';

/** The files that stand beside the bundle of the public function, and how each is made. */
export const documentFiles: Readonly<Record<DocumentName, () => Promise<string>>> = {
  'openapi.json': async () => JSON.stringify(openapi()),
  'docs.html': async () => docsPage(openapi()),
};

/** Writes the document and its page into a directory, e.g. the one of a bundle. */
export async function writeApiDocument(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const [name, content] of Object.entries(documentFiles)) {
    await writeFile(join(dir, name), await content());
  }
}
