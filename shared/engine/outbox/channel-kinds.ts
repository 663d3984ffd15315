/**
 * Every kind of channel. Code that depends on the kind uses a record over this list, so that a new kind does not
 * compile until every such place handles it, the infrastructure included.
 */
export const channelKinds = ['sink', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];
