import { expect } from 'vitest';
import { scriptFiles } from '../../infra/page-scripts.ts';
import type { ScriptName } from '../../shared/http/call.ts';
import type { Place } from '../../shared/stations/place.ts';
import type { Station } from '../../shared/stations/station.ts';
import { station } from '../cases/room.ts';
import { enteredPlace, enteredStation } from '../enter.ts';
import { type Answered, type HttpApi, http } from '../http/http-api.ts';

/** The station named in the header of the pages. */
export const policeRoom: Station = {
  station,
  words: { 'zh-CN': '清河里社区警务室', en: 'Qinghe Lane police room' },
  compound: { 'zh-CN': '清河里', en: 'Qinghe Lane' },
  phone: '0931-266 0110',
};

/** A second place of that station. */
export const gate: Place = {
  code: 'gate',
  station,
  building: 'gate',
  entrance: '',
  words: { 'zh-CN': '南门岗亭', en: 'South gate' },
};

/** A script as it is bundled for deployment. */
export const builtScript = (name: ScriptName): Promise<string> => scriptFiles[name]();

/** The residents’ HTTP API of a named station with two places. Its pages carry no script unless `script` is given. */
export async function residents(script?: typeof builtScript): Promise<HttpApi> {
  const rig = await http({}, script);
  await addPoliceRoom(rig);
  return rig;
}

export async function addPoliceRoom({ world: { store } }: HttpApi): Promise<void> {
  await enteredStation(store, policeRoom);
  await enteredPlace(store, gate);
}

export type Fields = Readonly<Record<string, string>>;

const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
const encoded = (fields: Fields) => new URLSearchParams(fields).toString();

export const openForm = ({ ask }: HttpApi, query: Fields = {}, place = 'b3-1') =>
  ask('GET /q/{place}', { path: { place }, query });

export const sendForm = ({ ask }: HttpApi, fields: Fields, query: Fields = {}, place = 'b3-1') =>
  ask('POST /q/{place}', { path: { place }, query, headers: asForm, body: encoded(fields) });

export const openCase = ({ ask }: HttpApi, token: string, query: Fields = {}) =>
  ask('GET /t/{token}', { path: { token }, query });

export const act = ({ ask }: HttpApi, token: string, fields: Fields, query: Fields = {}) =>
  ask('POST /t/{token}', { path: { token }, query, headers: asForm, body: encoded(fields) });

/** The value of a hidden field. */
export const hidden = (page: string, name: string): string => {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? [];
  if (value === undefined) throw new Error(`the page has no field ${name}`);
  return value;
};

export const titleOf = (page: string): string => /<title>(.*?)<\/title>/s.exec(page)?.[1] ?? '';

/** The text of a page without style and tags. */
export const readable = (page: string): string =>
  page.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]*>/g, ' ');

/** Reports a case by the form and returns its secret token. */
export async function reportedByForm(rig: HttpApi, fields: Fields = {}): Promise<string> {
  const served = await openForm(rig);
  const sent = await sendForm(rig, {
    ...{ token: hidden(served.text, 'token'), tile: 'lost', what: '黑色手机，落在电梯里了' },
    ...fields,
  });
  expect(sent.status, readable(sent.text)).toBe(303);
  return tokenIn(sent);
}

export const tokenIn = ({ headers }: Answered): string => {
  const [, token = ''] = /^\/t\/([A-Za-z0-9_-]{32})(\?|$)/.exec(String(headers.location)) ?? [];
  return token;
};

/** Expects a target for every fragment link, and no id twice. */
export function expectLinksToResolve(page: string): void {
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  for (const target of targets) expect(page).toContain(`id="${target}"`);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
}
