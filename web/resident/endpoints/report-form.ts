import * as z from 'zod/mini';
import { defined } from '../../../shared/engine/defined.ts';
import { inputErrorsOf } from '../../../shared/http/input-errors.ts';
import type { InputError } from '../../../shared/http/problem.ts';
import { token } from '../../../shared/http/shapes/ids.ts';
import { residentReport } from '../../../shared/http/shapes/report.ts';
import { HONEYPOT } from '../components/honeypot.ts';
import { questionField, type Typed } from '../components/tile-picker.ts';
import { tileIdIn, tiles } from '../tiles.ts';

/** The fields of a form as texts. The schema of the JSON API validates their meaning. */
export const typedFields = () => z.record(z.string(), z.string());

type Report = z.output<ReturnType<typeof residentReport>>;
export type ReadReport = { readonly report: Report } | { readonly errors: readonly InputError[] };

let shapes: { readonly report: ReturnType<typeof residentReport>; readonly token: ReturnType<typeof token> };

/** Parses a form into a report, or returns its errors. `places` are the other places that it may name. */
export function readReport(typed: Typed, place: string, places: ReadonlySet<string>): ReadReport {
  shapes ??= { report: residentReport(), token: token() };
  const { elsewhere = '' } = typed;
  const wrongPlace: readonly InputError[] =
    elsewhere === '' || places.has(elsewhere) ? [] : [{ field: 'place', code: 'unknown-choice' }];
  const read = shapes.report.safeParse(
    { ...reportInput(typed), place: wrongPlace.length > 0 || elsewhere === '' ? place : elsewhere },
    { reportInput: true },
  );
  const wrong = read.success ? [] : inputErrorsOf(read.error.issues);
  return read.success && wrongPlace.length === 0
    ? { report: read.data }
    : { errors: [...wrongPlace, ...wrong] };
}

/** The hidden fields of a form: the proof of work, and the honeypot that only programs fill in. */
export const hiddenFields = ({ proofOfWork = '', [HONEYPOT]: honeypot }: Typed) => ({
  ...(proofOfWork !== '' && { proofOfWork }),
  honeypot,
});

/** Ignores empty fields and the answers to other tiles' questions. */
function reportInput(typed: Typed) {
  const id = tileIdIn(typed.tile);
  const tile = id && tiles[id];
  const textOf = (name: string): string | undefined => typed[name]?.trim() || undefined;
  const answers = (tile?.asks ?? []).flatMap(({ question }) => {
    const answer = id && textOf(questionField(id, question));
    return answer === undefined ? [] : [[question, answer] as const];
  });
  const contact = defined({ phone: textOf('phone'), mail: textOf('mail'), name: textOf('name') });
  return {
    type: tile?.type,
    what: typed.what ?? '',
    details: { ...tile?.details, ...Object.fromEntries(answers) },
    ...(Object.keys(contact).length > 0 && { contact }),
    ...defined({ notices: textOf('notices') }),
    // An invalid token is dropped, and the report gets a new one.
    ...(shapes.token.safeParse(typed.token).success && { token: typed.token }),
  };
}
