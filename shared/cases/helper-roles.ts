/** Whom an officer may ask for help with a case: people who work in the estate and have no account. */
export const helperRoles = ['cleaner', 'guard', 'property', 'committee'] as const;
export type HelperRole = (typeof helperRoles)[number];

/** What a helper may answer. `not-me`: the link reached somebody else. */
export const helperAnswers = ['saw', 'done', 'not-me'] as const;
export type HelperAnswer = (typeof helperAnswers)[number];
