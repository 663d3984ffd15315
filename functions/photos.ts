import { readFile } from 'node:fs/promises';
import { lateAlbum } from '../shared/adapters/album/late-album.ts';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { codecs } from '../shared/adapters/darkroom/codecs.ts';
import { darkroom } from '../shared/adapters/darkroom/darkroom.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { powertoolsClockJournal } from '../shared/adapters/lambda/clock-journal.ts';
import { photosHandler } from '../shared/adapters/lambda/photos-handler.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';
import { policyBook } from '../shared/policies/standard.ts';

// Runs for each photo that has come in. While it fails, photos are not shown, nobody is told of them, and their senders
// are asked to send them again; clocks and words are not touched by it.
const {
  stage,
  tableName: name,
  shardsPerLane,
  bucketName,
  channels,
} = readConfig(['stage', 'tableName', 'shardsPerLane', 'bucketName', 'channels']);

export const handler = photosHandler(
  {
    store: dynamoStore({ documents: documentClient(), name, shardsPerLane }),
    // Its client is a third of all the code, and is read while the function runs, not while it starts.
    album: lateAlbum(async () => {
      const { s3Album } = await import('../shared/adapters/album/s3-album.ts');
      const { s3Client } = await import('../shared/adapters/album/s3-client.ts');
      return s3Album(s3Client(), bucketName);
    }),
    // Copied beside the bundle when it is built (infra/codec-files.ts).
    darkroom: darkroom(codecs((file) => readFile(new URL(file, import.meta.url)))),
    system: system(),
    policies: policyBook,
    channels: outletsFrom(channels),
  },
  powertoolsClockJournal(stage),
);
