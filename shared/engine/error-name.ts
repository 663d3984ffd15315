/** The name of an error. Its message may quote a person's text, so reports and logs hold the name only. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
