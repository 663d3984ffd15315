import { constant, type Html } from '../../../web/resident/html.ts';

const icon = (path: string): Html =>
  constant(`<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`);

export const backIcon = icon('<path d="M15 5l-7 7 7 7"/>');
export const moonIcon = icon('<path d="M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z"/>');
const shield = icon('<path d="M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z"/>');
const bubble = icon('<path d="M4 5h16v11h-9l-5 4v-4H4z"/>');
const envelope = icon('<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3 7l9 7 9-7"/>');

/** How a channel looks on a telephone. */
export type Look = 'group' | 'sms' | 'mail';

export const lookOf = (kind: string | undefined): Look =>
  kind === 'smtp' ? 'mail' : kind?.endsWith('sms') ? 'sms' : 'group';

export const iconOf: Readonly<Record<Look, Html>> = { group: shield, sms: bubble, mail: envelope };
