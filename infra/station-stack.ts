import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { CaseTable } from './constructs/case-table.ts';
import { Clock } from './constructs/clock.ts';
import { Contacts } from './constructs/contacts.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DeployParameters } from './constructs/deploy-parameters.ts';
import { FactBus } from './constructs/fact-bus.ts';
import { HttpFunctions } from './constructs/http-functions.ts';
import { KeyService } from './constructs/key-service.ts';
import { Notary } from './constructs/notary.ts';
import { NotaryLog } from './constructs/notary-log.ts';
import { Operate } from './constructs/operate.ts';
import { Operators } from './constructs/operators.ts';
import { Outbox } from './constructs/outbox.ts';
import { PhotoBucket } from './constructs/photo-bucket.ts';
import { Photos } from './constructs/photos.ts';
import { PromiseAlarms } from './constructs/promise-alarms.ts';
import { Prover } from './constructs/prover.ts';
import { Releases } from './constructs/releases.ts';
import { StaffPool } from './constructs/staff-pool.ts';
import { StationFunction } from './constructs/station-function.ts';
import { Statistics } from './constructs/statistics/statistics.ts';
import { Webhooks } from './constructs/webhooks/webhooks.ts';
import { untaggable } from './refused-in-china.ts';
import { refusesDeletion } from './removal.ts';
import type { Stage } from './stages.ts';

export interface StationStackProps {
  readonly stage: Stage;
  /** Directory that holds one bundle per function name. */
  readonly bundleDir: string;
}

/** The whole system, in the order in which a case passes through it. */
export class StationStack extends Stack {
  constructor(scope: Construct, { stage, bundleDir }: StationStackProps) {
    super(scope, `huiying-${stage.name}`, {
      description: 'Huiying: every case gets its response.',
      terminationProtection: refusesDeletion(stage),
    });
    const parameters = new DeployParameters(this, 'DeployParameters', { stage });
    const issuer = (origin: string) =>
      stage.staffPool === undefined
        ? parameters.issuer()
        : new StaffPool(this, 'StaffPool', { stage, origin }).oidc;

    const cases = new CaseTable(this, 'Cases', { stage });
    const facts = new FactBus(this, 'Facts');
    const environment = {
      STAGE: stage.name,
      TABLE_NAME: cases.table.tableName,
      SHARDS_PER_LANE: String(stage.shardsPerLane),
    };
    const keyService = new KeyService(this, 'KeyService', { stage });
    const photoStore = new PhotoBucket(this, 'PhotoBucket', { stage });
    const http = new HttpFunctions(this, 'Http', {
      stage,
      bundleDir,
      environment,
      cases,
      issuer,
      keyService,
      photoStore,
    });
    photoStore.allowOrigin(http.publicOrigin);
    const base = { stage, bundleDir, environment: { ...environment, PUBLIC_ORIGIN: http.publicOrigin } };
    new Photos(this, 'Photos', { ...base, cases, photoStore });
    new Contacts(this, 'Contacts', { ...base, cases, facts, keyService });
    new Clock(this, 'Clock', { ...base, cases, facts });
    new Statistics(this, 'Stats', { ...base, cases, facts });
    new Outbox(this, 'Outbox', { ...base, cases, facts, keyService });
    if (stage.facts === 'all') new Webhooks(this, 'Webhooks', { ...base, cases, facts, keyService });
    const notaryLog = new NotaryLog(this, 'NotaryLog', { stage });
    new Notary(this, 'Notary', { ...base, cases, keyService, notaryLog });
    new Prover(this, 'Prover', { ...base, cases, facts, keyService, notaryLog });
    new Operate(this, 'Operation', { ...base, cases, keyService });

    if (stage.release === 'gradual') {
      const functions = this.node.findAll().filter((construct) => construct instanceof StationFunction);
      new Releases(this, 'Releases', { functions });
    }

    new PromiseAlarms(this, 'Promise', { stage });
    const alarms = this.node.findAll().filter((construct) => construct instanceof Alarm);
    new Operators(this, 'Operators', { stage }).notifyOn(alarms);
    new Dashboard(this, 'Dashboard', { stage, alarms, requests: http.requests });
    Tags.of(this).add('huiying:stage', stage.name, { excludeResourceTypes: [...untaggable] });
    new CfnOutput(this, 'PublicOrigin', { value: http.publicOrigin });
    new CfnOutput(this, 'TableName', { value: cases.table.tableName });
    new CfnOutput(this, 'BusName', { value: facts.bus.eventBusName });
  }
}
