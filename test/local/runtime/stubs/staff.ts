export const handler = async (event: { requestContext: { authorizer?: unknown } }): Promise<unknown> =>
  event.requestContext.authorizer;
