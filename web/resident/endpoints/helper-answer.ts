import * as z from 'zod/mini';
import { TEXT_MAX } from '../../../shared/cases/command.ts';
import { type HelperAnswer, helperAnswers } from '../../../shared/cases/helper-roles.ts';
import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import type { Refused } from '../../../shared/cases/refused.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { answerTask } from '../../../shared/helper-tasks/answer-task.ts';
import { grantHelperPhoto } from '../../../shared/helper-tasks/grant-helper-photo.ts';
import { type HelperPage, helperPage as openPage } from '../../../shared/helper-tasks/helper-page.ts';
import { html, seeOther } from '../../../shared/http/answer.ts';
import { inputErrorsOf } from '../../../shared/http/input-errors.ts';
import { statusOf } from '../../../shared/http/problem.ts';
import { problemSentences } from '../../../shared/http/problem-details.ts';
import { commandId } from '../../../shared/http/shapes/ids.ts';
import { multiline } from '../../../shared/http/shapes/text.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import type { FieldError } from '../components/field.ts';
import { photoField } from '../components/helper-answers.ts';
import type { Typed } from '../components/tile-picker.ts';
import { fieldErrors } from '../field-errors.ts';
import { type PageCall, pageEndpoint, withChoices } from '../page-endpoint.ts';
import { helperThanks } from '../pages/helper-page.ts';
import { asHelperPage, helperPath, helperPolicy, large, renderHelper } from './helper-page.ts';
import { typedFields } from './report-form.ts';

/** What became of a sent form: done, or the page again with what is wrong. */
type Sent =
  | { readonly done: HelperAnswer | 'photo' }
  | {
      readonly page: HelperPage;
      readonly status: number;
      readonly errors?: readonly FieldError[];
      readonly upload?: UploadGrant;
    };

/**
 * Takes an answer, then leads back to the page, so that a reload sends nothing twice; or, where a photo is to follow, shows
 * the form for it. A reload of that is the same answer, and the same photo with a new grant.
 */
export const sendHelperAnswer = asHelperPage(
  pageEndpoint({
    takes: () => ({ path: helperPath(), form: typedFields() }),
    asks: (call, { path: { ticket }, form }) =>
      form.action === 'add-photo' ? addPhoto(call, ticket, form) : send(call, ticket, form),
    answers: (sent, call, { path: { ticket: secret }, form: typed }) => {
      if ('page' in sent) return renderHelper(sent.status, sent.page, call, { ...sent, secret, typed });
      if (sent.done !== 'not-me') return seeOther(withChoices(`/h/${secret}`, call));
      const reader = large(call.reader);
      return html(200, helperThanks(reader, wordsOf(reader.language)), helperPolicy);
    },
  }),
);

const fields = () =>
  z.object({
    answer: z.enum(helperAnswers),
    text: z.exactOptional(multiline(TEXT_MAX)),
    seen: z.coerce.number().check(z.int(), z.gte(0), z.lte(99)),
    commandId: z.exactOptional(commandId()),
  });

async function send(call: PageCall, secret: string, typed: Typed): Promise<Sent | Refused> {
  const { world, now, reader } = call;
  const written = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
  const read = fields().safeParse(written, { reportInput: true });
  if (!read.success) {
    const found = inputErrorsOf(read.error.issues);
    const words = wordsOf(reader.language);
    const [unanswered] = found.filter(({ field }) => field === 'answer');
    return again(
      call,
      secret,
      422,
      unanswered === undefined
        ? fieldErrors(found, { text: 'text' }, words)
        : [{ target: 'a-saw', message: words.helper.chooseError }],
    );
  }
  const { text, commandId: id = world.system.newToken(), answer, seen } = read.data;
  const said = { answer, seen, commandId: id, ...defined({ text }) };
  const { refusal } = await answerTask(world, secret, said, now);
  if (refusal === undefined) {
    const isWanted = answer !== 'not-me' && typed[photoField(answer)] !== undefined;
    const offered = isWanted ? await offerPhoto(call, secret, id) : undefined;
    return offered === undefined || 'refusal' in offered ? { done: answer } : offered;
  }
  if (refusal.code !== 'helper-answered-before') return { refusal };
  const { detail } = problemSentences(refusal, wordsOf(reader.language), call.requestId);
  return again(call, secret, statusOf[refusal.code], [{ target: 'a-saw', message: detail }]);
}

/** Offers the form for a photo to who has answered before. */
async function addPhoto(call: PageCall, secret: string, typed: Typed): Promise<Sent | Refused> {
  const words = wordsOf(call.reader.language);
  const id = commandId().safeParse(typed.commandId).data ?? call.world.system.newToken();
  const offered = await offerPhoto(call, secret, id);
  if (!('refusal' in offered)) return offered;
  const { refusal } = offered;
  if (refusal.code === 'not-found')
    return again(call, secret, 422, [{ target: 'a-saw', message: words.helper.chooseError }]);
  const { detail } = problemSentences(refusal, words, call.requestId);
  return again(call, secret, statusOf[refusal.code], [{ target: 'photos', message: detail }]);
}

/** The page with a grant to send a photo; nothing more is to be done for one that has arrived before. */
async function offerPhoto(call: PageCall, secret: string, id: string): Promise<Sent | Refused> {
  const { world, origin, now } = call;
  const request = { commandId: id, back: { path: `${withChoices(`/h/${secret}`, call)}#photos`, origin } };
  const granted = await grantHelperPhoto(world, secret, request, now);
  if (granted.refusal) return granted;
  const { upload } = granted;
  if (upload === undefined) return { done: 'photo' };
  const page = await openPage(world, secret, call);
  return page.refusal ? page : { page, status: 200, upload };
}

/** The page with what is wrong; the link may have ended meanwhile. */
async function again(
  call: PageCall,
  secret: string,
  status: number,
  errors: readonly FieldError[],
): Promise<Sent | Refused> {
  const found = await openPage(call.world, secret, call);
  return found.refusal === undefined ? { page: found, status, errors } : found;
}
