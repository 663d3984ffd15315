const names = ['127.0.0.1', 'localhost', '::1', '[::1]'];

/** Whether a host, as a URL or a setting names it, is this machine. */
export const isLoopback = (host: string): boolean => names.includes(host);
