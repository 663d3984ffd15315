/** What an error is called. Its message may quote what somebody wrote, so only this goes into reports and logs. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
