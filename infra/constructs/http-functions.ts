import { Construct } from 'constructs';
import { routes } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import type { CaseTable } from './case-table.ts';
import type { KeyService } from './key-service.ts';
import { Receipts } from './messages/receipts.ts';
import type { PhotoBucket } from './photo-bucket.ts';
import { type RequestMetrics, StationApi } from './station-api.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';
import { webhooksEnvironment } from './webhooks/webhooks.ts';

export interface HttpFunctionsProps extends FunctionBase {
  readonly cases: CaseTable;
  /** The issuer of staff tokens, who may have to know the station's address. */
  readonly issuer: (publicOrigin: string) => Oidc;
  readonly keyService: KeyService;
  readonly photoStore: PhotoBucket;
}

/**
 * The HTTP functions: residents report and follow a case, staff act on it, providers report what became of messages. Three
 * functions, because their permissions and trust differ.
 */
export class HttpFunctions extends Construct {
  /** The address residents see, without a trailing slash. */
  readonly publicOrigin: string;
  readonly requests: RequestMetrics;

  constructor(
    scope: Construct,
    id: string,
    { cases, issuer, keyService, photoStore, ...base }: HttpFunctionsProps,
  ) {
    super(scope, id);
    const { stage } = base;
    const api = new StationApi(this, 'Api', {
      stage,
      routes,
      impact: 'Some residents or officers meet a defect and see only a request number.',
    });
    this.publicOrigin = stage.publicOrigin ?? api.origin;
    const oidc = issuer(this.publicOrigin);
    this.requests = api.requests;
    const environment = {
      ...base.environment,
      PUBLIC_ORIGIN: this.publicOrigin,
      BUCKET_NAME: photoStore.bucket.bucketName,
      UPLOAD_ORIGIN: photoStore.uploadOrigin,
      ...(stage.proxies && { PROXIES: stage.proxies.join() }),
    };

    const residents = new StationFunction(this, 'Public', {
      ...base,
      name: 'public',
      firstPart: 'tenth',
      impact: 'Residents cannot report or track a case.',
      environment: { ...environment, ...signInOf(oidc) },
      memoryMegabytes: 512,
      timeoutSeconds: 10,
    });
    cases.grantRights(residents, 'public');
    keyService.grantUse(residents, 'hashing', 'signing');
    photoStore.grantLetSend(residents);
    photoStore.grantShow(residents);
    photoStore.grantShowCopies(residents);

    const staff = new StationFunction(this, 'Staff', {
      ...base,
      name: 'staff',
      firstPart: 'tenth',
      impact: 'Staff cannot see or act on cases, while every clock keeps running and escalates.',
      environment: { ...environment, ...identityOf(oidc), ...webhooksEnvironment(stage) },
      memoryMegabytes: 512,
      timeoutSeconds: 10,
    });
    cases.grantRights(staff, 'staff');
    // It shows a chief the secret of an endpoint, once.
    const endpoints = stage.facts === 'all' ? (['webhooks'] as const) : [];
    keyService.grantUse(staff, 'commands', 'signing', 'phones', ...endpoints);
    keyService.grantOpen(staff, 'texts');
    photoStore.grantShow(staff);
    photoStore.grantCopy(staff);
    const environmentOfReceipts = { ...base.environment, PUBLIC_ORIGIN: this.publicOrigin };
    const { take } = new Receipts(this, 'Receipts', { ...base, environment: environmentOfReceipts, cases });
    api.serve({ public: residents, staff, provider: take }, oidc);
  }
}

/** What the console is told, which the function of residents serves: where to sign in. */
const signInOf = ({
  issuer,
  audience,
  client,
  resource,
  origins,
}: Oidc): Readonly<Record<string, string>> => ({
  OIDC_ISSUER: issuer,
  OIDC_AUDIENCE: audience,
  ...(client && { OIDC_CLIENT: client }),
  ...(resource && { OIDC_RESOURCE: resource }),
  ...(origins && { OIDC_ORIGINS: origins.join() }),
});

/** The issuer for the staff function, which verifies the token again after the API's authorizer. */
const identityOf = ({ issuer, audience, claims }: Oidc): Readonly<Record<string, string>> => ({
  OIDC_ISSUER: issuer,
  OIDC_AUDIENCE: audience,
  ...(claims && { OIDC_GROUPS_CLAIM: claims.groups, OIDC_STATION_CLAIM: claims.station }),
});
