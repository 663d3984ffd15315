import * as z from 'zod/mini';

const READS_DEFAULT = 50;
const READS_MAX = 100;
/** As many digits as the key of a read has. */
const NUMBER_MAX = 9_999_999_999;

/** The paging of a log of reads. */
export const readsQuery = () =>
  z.strictObject({
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(READS_MAX)), READS_DEFAULT),
    /** Only reads before this number, as the page before names it. */
    before: z.exactOptional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(NUMBER_MAX))),
  });
