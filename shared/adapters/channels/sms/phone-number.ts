/** Whether a text is one telephone number in E.164, which begins with `+`. */
export const isE164 = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);
