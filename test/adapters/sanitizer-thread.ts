import { readCodec } from '../../infra/codec-files.ts';
import { codecs } from '../../shared/adapters/image-sanitizer/codecs.ts';
import { imageSanitizer } from '../../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { sanitizeInThread } from '../../shared/adapters/image-sanitizer/sanitizer-thread.ts';

// The thread of functions/wire-sanitizer-thread.ts, from sources.
await sanitizeInThread(imageSanitizer(codecs(readCodec)));
