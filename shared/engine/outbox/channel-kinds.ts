/**
 * Every kind of channel that can carry a message. Closed once: each place that must know a kind is a record over these,
 * so a new one does not compile before it is decided everywhere, the infrastructure included.
 */
export const channelKinds = ['sink', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];
