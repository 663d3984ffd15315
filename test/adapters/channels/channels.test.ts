import { channelContract } from './channel-contract.ts';
import { mailUnderTest } from './mail-under-test.ts';
import { dingtalkUnderTest, feishuUnderTest, wecomUnderTest } from './robots-under-test.ts';
import { alibabaSmsUnderTest, awsSmsUnderTest } from './sms-under-test.ts';
import { webhookUnderTest } from './webhook-under-test.ts';

channelContract(wecomUnderTest);
channelContract(dingtalkUnderTest);
channelContract(feishuUnderTest);
channelContract(webhookUnderTest);
channelContract(mailUnderTest);
channelContract(alibabaSmsUnderTest);
channelContract(awsSmsUnderTest);
