import type { Role } from '../../../shared/engine/scope.ts';
import { standardContent } from '../../../shared/policies/standard.ts';
import { atDesk } from '../../http/at-desk.ts';
import { reported } from '../../http/http-api.ts';
import type { ConsoleSite } from './console-site.ts';

/** Sets the page on fire where markup of a text is taken for markup of the page. */
const TAG = '<img src=x onerror=hit()>';
/** Reads from right to left whatever follows it, until something closes it. */
const OVERRIDE = '\u202e反过来';

/**
 * What people type to break a page, a table in a spreadsheet or a line of text. Each begins with something else, since a
 * spreadsheet looks at the first character. `short` fits a name.
 */
export const hostileTexts = [
  {
    what: 'markup',
    short: TAG,
    long: `${TAG} "' onfocus=hit() autofocus {{7*7}} \${hit()} <script>hit()</script>`,
  },
  { what: 'a formula', short: "=cmd|' /C calc'!A0", long: `=cmd|' /C calc'!A0\n+1+1\n@SUM(1)\n-1` },
  { what: 'a formula in full width', short: '＝1+1', long: '＝1+1＋＠－' },
  { what: 'a direction that is not closed', short: OVERRIDE, long: `${OVERRIDE} abc\u2067def ${TAG}` },
  { what: 'two thousand emoji', short: `王${'👩‍👩‍👧‍👦'.repeat(3)}`, long: `钥匙丢了${'😀'.repeat(1990)}` },
] as const;

export type HostileText = (typeof hostileTexts)[number];

/** The fields that take words of their writer, by request, as the API document lists them. */
export const filledFields: ReadonlySet<string> = new Set([
  ...['POST /v1/cases what', 'POST /v1/cases contact.name', 'POST /v1/track/{token}/messages text'],
  ...['POST /v1/track/{token}/rating text', 'POST /v1/track/{token}/reopen text'],
  ...['POST /v1/office/cases what', 'POST /v1/office/cases contact.name'],
  ...['POST /v1/office/cases/{id}/moves text', 'POST /v1/office/cases/{id}/moves ref'],
  'POST /v1/office/cases/{id}/helpers task',
  ...['POST /v1/office/places/{place}/code reason', 'PUT /v1/office/people displayName'],
  ...['POST /v1/office/policy name', 'POST /v1/office/policy reason'],
  ...['POST /v1/office/calendar name', 'POST /v1/office/calendar reason'],
  ...['POST /v1/office/channels name', 'POST /v1/office/channels reason'],
  ...['PUT /v1/office/templates templates[].title', 'PUT /v1/office/templates templates[].text'],
  ...['question', 'answer'].flatMap((field) =>
    ['', '/{id}/moves'].flatMap((path) =>
      ['zh-CN', 'en'].map((language) => `POST /v1/office/faq${path} ${field}.${language}`),
    ),
  ),
]);

/** The first characters of a text; half an emoji is refused. */
const cut = (text: string, charactersMax: number): string => [...text].slice(0, charactersMax).join('');

/** The cases that hold the texts. */
export interface Written {
  readonly open: string;
  readonly answered: string;
  readonly transferred: string;
}

/** Types a text into every field of the station and its cases that takes words. */
export async function writeEverywhere(
  { rig, count }: ConsoleSite,
  { short, long }: HostileText,
): Promise<Written> {
  const done = async (role: Role, ...[id, sent]: Parameters<typeof rig.ask>) => {
    const answer = await rig.as(role, id, sent);
    if (answer.status >= 300) throw new Error(`${id}: ${answer.text}`);
    return answer.body;
  };
  const asResident = async (...[id, sent]: Parameters<typeof rig.ask>) => {
    const answer = await rig.ask(id, sent);
    if (answer.status >= 400) throw new Error(`${id}: ${answer.text}`);
  };
  await done('chief', 'PUT /v1/office/people', {
    body: { person: 'p-officer', role: 'officer', displayName: short },
  });
  const line = long.replaceAll('\n', ' ');
  const commit = { name: short, reason: `${cut(line, 400)}。` };
  for (const kind of ['policy', 'calendar', 'channels'] as const) {
    const { version, content } = await done('chief', `GET /v1/office/${kind}`);
    const body = {
      ...commit,
      content: kind === 'policy' ? sooner() : content,
      ...(version !== undefined && { expectedVersion: version }),
    };
    if (body.content !== undefined) await done('chief', `POST /v1/office/${kind}`, { body });
  }
  await done('chief', 'PUT /v1/office/templates', {
    body: { templates: [{ title: short, text: cut(long, 1000) }] },
  });
  await done('chief', 'POST /v1/office/places/{place}/code', {
    path: { place: 'b07-2' },
    body: { reason: cut(line, 180) },
  });

  const words = { 'zh-CN': cut(line, 100), en: cut(line, 100) };
  const asked = { question: words, answer: words, lookAgainDays: 180, commandId: 'hostile-0001' };
  const { id: entry } = await done('officer', 'POST /v1/office/faq', { body: asked });
  await done('chief', 'POST /v1/office/faq/{id}/moves', {
    path: { id: entry },
    body: { move: 'approve', draft: 1, commandId: 'hostile-0002' },
  });
  await done('officer', 'POST /v1/office/faq/{id}/moves', {
    path: { id: entry },
    body: { ...asked, move: 'correct', commandId: 'hostile-0003' },
  });

  const contact = { phone: '13967845521', name: short };
  const report = (place: string) => reported(rig, { place, what: long, contact });
  const open = await report('b12-1');
  await asResident('POST /v1/track/{token}/messages', { path: { token: open.token }, body: { text: long } });
  await atDesk(rig, open.id, 'officer', { move: 'assign', to: 'p-officer' }, { move: 'note', text: long });
  await atDesk(rig, open.id, 'officer', { move: 'reply', text: long }, { move: 'ask-resident', text: long });
  const { url } = await done('officer', 'POST /v1/office/cases/{id}/helpers', {
    path: { id: open.id },
    body: { task: cut(line, 180), for: 'cleaner' },
  });
  await asResident('POST /h/{ticket}', {
    path: { ticket: String(url).split('/h/')[1] ?? '' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams({ seen: '0', answer: 'saw', text: long })),
  });

  const answered = await report('b11-1');
  const reply = `${cut(long, 500)} 已经处理好了，请放心。`;
  const resolve = { move: 'resolve', outcome: 'returned', text: reply };
  await atDesk(rig, answered.id, 'officer', { move: 'start' }, resolve);
  await asResident('POST /v1/track/{token}/rating', {
    path: { token: answered.token },
    body: { rating: 'dissatisfied', text: long },
  });
  await asResident('POST /v1/track/{token}/reopen', {
    path: { token: answered.token },
    body: { text: long },
  });

  const { reference } = await done('officer', 'POST /v1/office/cases', {
    body: {
      place: 'square',
      type: 'lost-item',
      what: long,
      details: { item: 'phone' },
      channel: 'phone',
      contact,
    },
  });
  const found = await done('chief', 'GET /v1/office/cases', { query: { reference } });
  const transferred = found.rows[0].caseId as string;
  const transfer = { move: 'transfer', to: '110', ref: short, text: reply };
  await atDesk(rig, transferred, 'officer', { move: 'start' }, transfer);
  await count();
  return { open: open.id, answered: answered.id, transferred };
}

/** The standard with a sooner answer to disputes, so that there is something to publish. */
function sooner() {
  const { dispute } = standardContent.types;
  const terms = dispute.terms.map((one) => ({ ...one, respond: { hours: 4 } }));
  return { ...standardContent, types: { ...standardContent.types, dispute: { ...dispute, terms } } };
}
