export const languages = ['zh-CN', 'en'] as const;
/** The languages of messages and pages. */
export type Language = (typeof languages)[number];
