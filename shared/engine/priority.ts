/** P0 means a person in danger now; P4 can wait for an office day. The priority is also the sweep's lane. */
export const priorities = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export const isMoreUrgent = (one: Priority, than: Priority): boolean =>
  priorities.indexOf(one) < priorities.indexOf(than);

/** P0 and P1: their escalations run round the clock, and quiet hours do not delay their messages. */
export const isUrgent = (priority: Priority): boolean => priority === 'P0' || priority === 'P1';
