import * as z from 'zod/mini';
import { defined } from '../../../shared/engine/defined.ts';
import { inputErrorsOf } from '../../../shared/http/input-errors.ts';
import type { InputError } from '../../../shared/http/problem.ts';
import { token } from '../../../shared/http/shapes/ids.ts';
import { residentReport } from '../../../shared/http/shapes/report.ts';
import { HONEYPOT } from '../components/honeypot.ts';
import { questionField, type Typed } from '../components/tile-picker.ts';
import { tileIdIn, tiles } from '../tiles.ts';

/** Fields of a form, each a line of text. What they mean is judged by the same schema as a report of a program. */
export const typedFields = () => z.record(z.string(), z.string());

type Report = z.output<ReturnType<typeof residentReport>>;
export type ReadReport = { readonly report: Report } | { readonly errors: readonly InputError[] };

let shapes: { readonly report: ReturnType<typeof residentReport>; readonly token: ReturnType<typeof token> };

/** The report that a form stands for, or what is wrong with it. `places` are those it may be about. */
export function readReport(typed: Typed, place: string, places: ReadonlySet<string>): ReadReport {
  shapes ??= { report: residentReport(), token: token() };
  const { elsewhere = '' } = typed;
  const wrongPlace: readonly InputError[] =
    elsewhere === '' || places.has(elsewhere) ? [] : [{ field: 'place', code: 'unknown-choice' }];
  const read = shapes.report.safeParse(
    { ...written(typed), place: wrongPlace.length > 0 || elsewhere === '' ? place : elsewhere },
    { reportInput: true },
  );
  const wrong = read.success ? [] : inputErrorsOf(read.error.issues);
  return read.success && wrongPlace.length === 0
    ? { report: read.data }
    : { errors: [...wrongPlace, ...wrong] };
}

/** What a form holds that its reader does not see: the work of their browser, and a field that only programs fill. */
export const unseenFields = ({ proofOfWork = '', [HONEYPOT]: honeypot }: Typed) => ({
  ...(proofOfWork !== '' && { proofOfWork }),
  honeypot,
});

/** A field that was left empty says nothing; what the other tiles asked was not meant. */
function written(typed: Typed) {
  const id = tileIdIn(typed.tile);
  const tile = id && tiles[id];
  const said = (name: string): string | undefined => typed[name]?.trim() || undefined;
  const answers = (tile?.asks ?? []).flatMap(({ question }) => {
    const answer = id && said(questionField(id, question));
    return answer === undefined ? [] : [[question, answer] as const];
  });
  const [phone, name] = [said('phone'), said('name')];
  const contact = { ...defined({ phone, name }) };
  return {
    type: tile?.type,
    what: typed.what ?? '',
    details: { ...tile?.details, ...Object.fromEntries(answers) },
    ...((phone ?? name) !== undefined && { contact }),
    // A token that is none cannot be anybody's: the report gets a fresh one.
    ...(shapes.token.safeParse(typed.token).success && { token: typed.token }),
  };
}
