import * as z from 'zod/mini';
import { refused } from '../../cases/refused.ts';
import { askTest, outcomeOfTest, type Tested } from '../../engine/outbox/test-channel.ts';
import type { StationId } from '../../engine/scope.ts';
import { channelsContent } from '../../policies/published-channels.ts';
import { currentVersions } from '../../policies/published-policies.ts';
import { json } from '../answer.ts';
import type { HttpWorld } from '../call.ts';
import { staffEndpoint } from '../endpoint.ts';
import { channelName, testId } from '../shapes/ids.ts';
import { testView } from '../views/test-view.ts';

/** Sends a message about nothing over one channel, to the chiefs. What became of it is read afterwards. */
export const testChannel = staffEndpoint({
  takes: () => ({ path: z.object({ name: channelName() }), body: z.strictObject({}) }),
  asks: async ({ world, scope: { station }, now }, { path: { name: channel } }) =>
    (await isChannel(world, station, channel))
      ? { subject: await askTest(world, { station, channel }, now), tested: waiting }
      : refused({ code: 'not-found' }),
  answers: ({ subject, tested }) => json(202, testView(subject, tested)),
});

/** Shows what became of it. */
export const showChannelTest = staffEndpoint({
  takes: () => ({ path: z.object({ name: channelName(), test: testId() }) }),
  asks: async ({ world, scope: { station } }, { path: { name: channel, test } }) => {
    const subject = { about: 'test', station, channel, at: Number(test) } as const;
    const tested = await outcomeOfTest(world, subject);
    return tested === undefined ? refused({ code: 'not-found' }) : { subject, tested };
  },
  answers: ({ subject, tested }) => json(200, testView(subject, tested)),
});

const waiting: Tested = { result: 'waiting' };

/** Whether a station has such a channel. One that published none has those of the deployment, which the sender knows. */
async function isChannel(
  { store }: Pick<HttpWorld, 'store'>,
  station: StationId,
  name: string,
): Promise<boolean> {
  const { channels } = await currentVersions(store, station);
  if (channels === undefined) return true;
  const content = await channelsContent(store, station, channels);
  return content.channels.some((one) => one.name === name);
}
