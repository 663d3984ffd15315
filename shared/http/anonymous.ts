/** Accepts every caller. Residents have no accounts, and the use cases check secret links when they look them up. */
export const anonymous = async <C>(call: C): Promise<C> => call;
