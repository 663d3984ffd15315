/** The spans of time that the numbers of the station can be looked at for. */
export const statsSpans = ['today', 'week', 'month'] as const;
export type StatsSpan = (typeof statsSpans)[number];
