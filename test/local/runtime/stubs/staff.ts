interface HttpEvent {
  readonly routeKey: string;
  readonly requestContext: { readonly authorizer?: unknown };
}

export const handler = async ({ routeKey, requestContext }: HttpEvent): Promise<unknown> =>
  routeKey === 'GET /slow' ? new Promise(() => undefined) : requestContext.authorizer;
