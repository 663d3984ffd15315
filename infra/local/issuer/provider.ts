import { type Configuration, errors, interactionPolicy, Provider } from 'oidc-provider';
import { clientsFor } from './clients.ts';
import { pages } from './pages.ts';
import { registerPersonGrant } from './person-grant.ts';
import { apiResource, RESOURCE } from './resource.ts';
import { memberOf, type Staff } from './staff.ts';
import type { IssuerStore } from './store.ts';
import { languageFor } from './words.ts';

type Context = Parameters<Configuration['findAccount']>[0];

const DAY_SECONDS = 24 * 60 * 60;

interface ProviderOptions {
  readonly issuer: string;
  readonly origin: string;
  readonly staff: Staff;
  readonly store: IssuerStore;
}

/** The OpenID provider; every feature that the console and the command line do not use is off. */
export function localProvider({ issuer, origin, staff, store }: ProviderOptions): Provider {
  const provider = new Provider(issuer, {
    adapter: store.adapter,
    jwks: { keys: [store.signingKey] },
    cookies: { keys: [store.cookieKey], names: cookieNames(issuer) },
    clients: clientsFor(origin),
    clientAuthMethods: ['none'],
    clientBasedCORS: (_ctx, from) => from === origin,
    claims: { openid: ['sub'] },
    scopes: ['openid'],
    responseTypes: ['code'],
    ttl: {
      AccessToken: apiResource.accessTokenTTL,
      IdToken: 60 * 60,
      Interaction: 60 * 60,
      Session: 14 * DAY_SECONDS,
      Grant: 14 * DAY_SECONDS,
    },
    features: featuresFor(origin),
    interactions: { policy: promptsWithoutConsent(), url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: (_ctx, sub) => memberOf(staff, sub) && { accountId: sub, claims: async () => ({ sub }) },
    loadExistingGrant: grantWithoutConsent,
    extraTokenClaims: (_ctx, { accountId }) => {
      const member = memberOf(staff, accountId);
      return member && { groups: [member.role], station: member.station };
    },
    renderError: (ctx, out) =>
      show(ctx, pagesFor(ctx, origin).failed(out.error ?? 'server_error', out.error_description ?? '')),
  });
  registerPersonGrant(provider, staff);
  return provider;
}

const featuresFor = (origin: string): Configuration['features'] => ({
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  userinfo: { enabled: false },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: async (ctx, form) => show(ctx, pagesFor(ctx, origin).signOut(form)),
    postLogoutSuccessSource: async (ctx) => show(ctx, pagesFor(ctx, origin).signedOut()),
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => RESOURCE,
    getResourceServerInfo: (_ctx, resource) => {
      if (resource !== RESOURCE) throw new errors.InvalidTarget();
      return apiResource;
    },
  },
});

// Cookies do not distinguish ports: without the port in their names, two local runs on one machine would overwrite each
// other's sessions.
function cookieNames(issuer: string): Readonly<Record<string, string>> {
  const prefix = `issuer_${new URL(issuer).port}`;
  return { session: prefix, interaction: `${prefix}_sign_in`, resume: `${prefix}_resume` };
}

/** Skips the consent prompt, and asks for a new sign-in when the session's person is no longer on the staff list. */
function promptsWithoutConsent(): interactionPolicy.Prompts {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check(
        'left_the_staff',
        'the person is no longer on the staff list',
        ({ oidc }) => oidc.session?.accountId !== undefined && oidc.account === undefined,
      ),
    );
  return policy;
}

async function grantWithoutConsent({ oidc }: Context) {
  const { provider, client, session, account } = oidc;
  const grantId = session?.grantIdFor(client.clientId);
  const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (found || !account) return found;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

const pagesFor = (ctx: Context, origin: string) => pages(languageFor(ctx.get('Accept-Language')), origin);

function show(ctx: Context, page: ReturnType<ReturnType<typeof pages>['signedOut']>): void {
  for (const [name, value] of Object.entries(page.headers)) ctx.set(name, value);
  ctx.body = page.html;
}
