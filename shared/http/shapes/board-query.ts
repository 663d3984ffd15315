import * as z from 'zod/mini';
import { caseTypes } from '../../cases/case-type.ts';
import { boardViews } from '../../cases/reading/case-list.ts';
import { line } from './text.ts';

const ROWS_DEFAULT = 50;
const ROWS_MAX = 100;
const BUILDING_MAX = 40;
const CURSOR_MAX = 1024;

/** The filter and paging of the staff's list. */
export const boardQuery = () =>
  z.strictObject({
    view: z._default(z.enum(boardViews), 'open'),
    type: z.exactOptional(z.enum(caseTypes)),
    building: z.exactOptional(line(BUILDING_MAX)),
    trust: z.exactOptional(z.literal('low')),
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(ROWS_MAX)), ROWS_DEFAULT),
    cursor: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(CURSOR_MAX))),
  });
