import { readFile } from 'node:fs/promises';
import { codecs } from '../shared/adapters/image-sanitizer/codecs.ts';
import { imageSanitizer } from '../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { sanitizeInThread } from '../shared/adapters/image-sanitizer/sanitizer-thread.ts';

// Runs in a thread of the photos function for each uploaded photo. The build copies the codec files next to the bundle
// (infra/codec-files.ts).
await sanitizeInThread(imageSanitizer(codecs((file) => readFile(new URL(file, import.meta.url)))));
