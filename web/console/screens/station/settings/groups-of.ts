import type { SettingsKind } from '../../../route.ts';
import { calendarGroups } from './calendar-fields.ts';
import { channelGroups } from './channel-fields.ts';
import type { Content } from './content.ts';
import type { Group } from './field.ts';
import { policyGroups } from './policy-fields.ts';

/** What a form needs beside the content that it shows. */
export interface FormContext {
  readonly before: Content;
  /** Kinds of channels that this release can send over. */
  readonly channelKinds: readonly string[];
}

type GroupsOf = (content: Content, context: FormContext) => readonly Group[];

const forms: Readonly<Record<SettingsKind, GroupsOf>> = {
  policy: (content, { before }) => policyGroups(content, before),
  calendar: calendarGroups,
  channels: (content, { channelKinds }) => channelGroups(content, channelKinds),
};

/** The form of a kind of settings, as groups of fields. */
export const groupsOf = (kind: SettingsKind, content: Content, context: FormContext): readonly Group[] =>
  forms[kind](content, context);
