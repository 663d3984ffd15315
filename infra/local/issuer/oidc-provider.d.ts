/**
 * The part of oidc-provider 9.13 that the local issuer uses. The package ships no types, and the community's types
 * depend on those of Koa and Express.
 */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Client {
    readonly clientId: string;
  }

  interface Account {
    readonly accountId: string;
    claims(): Promise<Record<string, unknown>>;
  }

  interface Context {
    readonly oidc: {
      readonly account?: Account;
      readonly client: Client;
      readonly params: Readonly<Record<string, unknown>>;
      readonly provider: Provider;
      readonly session?: {
        readonly accountId?: string;
        grantIdFor(clientId: string): string | undefined;
      };
    };
    body: unknown;
    type: string;
    get(header: string): string;
    set(header: string, value: string): void;
  }

  interface Grant {
    readonly accountId: string;
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  interface AccessToken {
    readonly accountId?: string;
    readonly expiration: number;
    save(): Promise<string>;
  }

  interface ResourceServerInfo {
    readonly scope: string;
    readonly audience: string;
    readonly accessTokenFormat: 'jwt' | 'opaque';
    readonly accessTokenTTL: number;
    readonly jwt: { readonly sign: { readonly alg: string } };
  }

  /** The storage interface that the provider requires, one instance per kind of record. */
  export interface Adapter {
    upsert(id: string, payload: object, expiresInSeconds?: number): Promise<void>;
    find(id: string): Promise<object | undefined>;
    findByUid(uid: string): Promise<object | undefined>;
    findByUserCode(userCode: string): Promise<object | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  interface PageFeature {
    readonly enabled: boolean;
    readonly logoutSource: (ctx: Context, form: string) => Promise<void>;
    readonly postLogoutSuccessSource: (ctx: Context) => Promise<void>;
  }

  export interface Configuration {
    readonly adapter: (kind: string) => Adapter;
    readonly jwks: { readonly keys: readonly object[] };
    readonly cookies: { readonly keys: readonly string[]; readonly names: Readonly<Record<string, string>> };
    readonly clients: readonly Readonly<Record<string, unknown>>[];
    readonly clientAuthMethods: readonly string[];
    readonly clientBasedCORS: (ctx: Context, origin: string, client: Client) => boolean;
    readonly claims: Readonly<Record<string, readonly string[]>>;
    readonly scopes: readonly string[];
    readonly responseTypes: readonly string[];
    readonly ttl: Readonly<Record<string, number>>;
    readonly features: {
      readonly devInteractions: { readonly enabled: boolean };
      readonly dPoP: { readonly enabled: boolean };
      readonly pushedAuthorizationRequests: { readonly enabled: boolean };
      readonly userinfo: { readonly enabled: boolean };
      readonly rpInitiatedLogout: PageFeature;
      readonly resourceIndicators: {
        readonly enabled: boolean;
        readonly defaultResource: () => string;
        readonly getResourceServerInfo: (ctx: Context, resource: string) => ResourceServerInfo;
      };
    };
    readonly interactions: {
      readonly policy: interactionPolicy.Prompts;
      readonly url: (ctx: Context, interaction: { readonly uid: string }) => string;
    };
    readonly findAccount: (ctx: Context, sub: string) => Account | undefined;
    readonly loadExistingGrant: (ctx: Context) => Promise<Grant | undefined>;
    readonly extraTokenClaims: (ctx: Context, token: AccessToken) => Record<string, unknown> | undefined;
    readonly renderError: (ctx: Context, out: Readonly<Record<string, string>>, error: Error) => void;
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    readonly issuer: string;
    readonly Grant: {
      new (of: { readonly accountId: string; readonly clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    readonly AccessToken: {
      new (of: {
        readonly accountId: string;
        readonly client: Client;
        readonly gty: string;
        readonly resourceServer: object;
      }): AccessToken;
    };
    readonly ResourceServer: new (
      resource: string,
      info: ResourceServerInfo,
    ) => object;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    on(event: 'server_error', listener: (ctx: Context, error: Error) => void): this;
    registerGrantType(
      name: string,
      handler: (ctx: Context) => Promise<void>,
      params: readonly string[],
    ): void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly uid: string }>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { readonly login: { readonly accountId: string } },
    ): Promise<void>;
  }

  export namespace errors {
    class OIDCProviderError extends Error {
      readonly statusCode: number;
    }
    class CustomOIDCProviderError extends OIDCProviderError {
      constructor(error: string, description: string);
    }
    class InvalidTarget extends OIDCProviderError {}
  }

  export namespace interactionPolicy {
    class Check {
      constructor(reason: string, description: string, check: (ctx: Context) => boolean);
    }
    interface Prompts {
      get(name: 'login'): { readonly checks: { add(check: Check): void } } | undefined;
      remove(name: 'consent'): void;
    }
    function base(): Prompts;
  }
}
