/** Stands for the server's address in the document, which is built once and served by stages at different addresses. */
export const SERVER = 'https://server.invalid';
