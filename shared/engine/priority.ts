/** P0 is a person in danger now; P4 can wait for an office day. The priority is also the sweep's lane. */
export const priorities = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

/** P0 and P1 do not sleep: their escalations run round the clock and quiet hours do not hold their messages. */
export const isUrgent = (priority: Priority): boolean => priority === 'P0' || priority === 'P1';
