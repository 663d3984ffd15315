import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { imageSanitizer } from '../../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { type MemoryPhotoStore, memoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { incomingAddress } from '../../shared/adapters/photo-store/object-name.ts';
import { sanitizeUpload } from '../../shared/helper-tasks/sanitize-upload.ts';
import { origin as ourOrigin } from '../http/http-api.ts';
import { testCodecs } from '../pictures.ts';
import { type Site, site } from './site.ts';

export interface SiteWithPhotoStore extends Site {
  readonly photoStore: MemoryPhotoStore;
  /** Every file posted to the photo store, unchanged. */
  readonly posted: Uint8Array[];
  /** Makes the photo store answer 503, or work again. */
  fail(fails: boolean): void;
}

/** The site, and a photo store on another origin that sanitizes posted photos at once. */
export async function siteWithPhotoStore({ scripts = true } = {}): Promise<SiteWithPhotoStore> {
  const posted: Uint8Array[] = [];
  let fails = false;
  let here: Site | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const cors = { 'access-control-allow-origin': request.headers.origin ?? '*' };
    if (fails || here === undefined) return response.writeHead(503, cors).end();
    const type = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.concat(chunks), { headers: type }).formData();
    const file = form.get('file');
    if (!(file instanceof Blob)) return response.writeHead(400, cors).end();
    const bytes = new Uint8Array(await file.arrayBuffer());
    posted.push(bytes);
    const at = incomingAddress(String(form.get('key')));
    if (at === undefined) return response.writeHead(400, cors).end();
    photoStore.send(at, bytes);
    const { world } = here.rig;
    await sanitizeUpload({ ...world, imageSanitizer: imageSanitizer(testCodecs) }, at, world.system.now());
    const back = form.get('success_action_redirect');
    if (back === null) return response.writeHead(204, cors).end();
    const location = `${String(back).replace(ourOrigin, here.origin)}?bucket=photos&key=x&etag=y`;
    return response.writeHead(303, { location }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const uploadOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const photoStore = memoryPhotoStore(uploadOrigin);
  here = await site({ scripts, photoStore, uploadOrigin });
  const { close } = here;
  return {
    ...here,
    photoStore,
    posted,
    fail: (given) => {
      fails = given;
    },
    async close() {
      await close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
