import * as z from 'zod/mini';
import { caseTypes } from '../../cases/case-type.ts';
import { openStatuses, terminalStatuses } from '../../cases/lifecycle.ts';
import { boardOrders, boardViews } from '../../cases/reading/case-list.ts';
import { priorities } from '../../engine/priority.ts';
import { from, to } from './day-or-instant.ts';
import { personId, placeCode } from './ids.ts';
import { reference } from './reference.ts';
import { line } from './text.ts';

const ROWS_DEFAULT = 50;
const ROWS_MAX = 100;
const BUILDING_MAX = 40;
const CURSOR_MAX = 1024;

const described = (description: string) => z.meta({ description });

/** The paging of any list. */
export const paging = () => ({
  limit: z
    ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(ROWS_MAX)), ROWS_DEFAULT)
    .check(described('The most rows of a page. A page may have fewer, even none, while there is a `next`.')),
  cursor: z.exactOptional(
    z
      .string()
      .check(
        z.minLength(1),
        z.maxLength(CURSOR_MAX),
        described('The `next` of the page before, of this very query; with another query it is refused.'),
      ),
  ),
});

/** The order, the clauses and the paging of the staff's list. */
export const boardQuery = () =>
  z
    .strictObject({
      view: z.exactOptional(
        z
          .enum(boardViews)
          .check(
            described(
              'Which cases. Without it `open`, or `all` where a number, a status or a time of receipt is given.',
            ),
          ),
      ),
      order: z.exactOptional(
        z
          .enum(boardOrders)
          .check(
            described(
              '`due` is the work list, the most urgent first (closed cases: the last ended first). A case that moves while you page may be missed or come twice. `received` lists by the time of receipt, oldest first: every case that is there throughout comes exactly once, whatever happens to it meanwhile. Without it `due`, and `received` for the view `all`.',
            ),
          ),
      ),
      type: z.exactOptional(z.enum(caseTypes)),
      place: z.exactOptional(placeCode().check(described('The code of a place.'))),
      building: z.exactOptional(line(BUILDING_MAX)),
      status: z.exactOptional(z.enum([...openStatuses, ...terminalStatuses])),
      assignee: z.exactOptional(
        personId().check(described('The id of a person, as in `assignee` of a row.')),
      ),
      priority: z.exactOptional(z.enum(priorities)),
      from: z.exactOptional(from()),
      to: z.exactOptional(to()),
      reference: z.exactOptional(reference()),
      trust: z.exactOptional(z.literal('low')),
      ...paging(),
    })
    .check(
      z.refine(({ view, order }) => view !== 'all' || order !== 'due', {
        path: ['order'],
        params: { code: 'unknown-choice' },
      }),
    );
