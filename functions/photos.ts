import { readFile } from 'node:fs/promises';
import { s3Album } from '../shared/adapters/album/s3-album.ts';
import { s3Client } from '../shared/adapters/album/s3-client.ts';
import { codecs } from '../shared/adapters/darkroom/codecs.ts';
import { darkroom } from '../shared/adapters/darkroom/darkroom.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { powertoolsClockJournal } from '../shared/adapters/lambda/clock-journal.ts';
import { photosHandler } from '../shared/adapters/lambda/photos-handler.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';

// Runs for each photo that has come in. While it fails, photos are not shown and their senders are asked to send them
// again; cases, clocks and words are not touched by it.
const {
  stage,
  tableName: name,
  shardsPerLane,
  bucketName,
} = readConfig(['stage', 'tableName', 'shardsPerLane', 'bucketName']);

export const handler = photosHandler(
  {
    store: dynamoStore({ documents: documentClient(), name, shardsPerLane }),
    album: s3Album(s3Client(), bucketName),
    // Copied beside the bundle when it is built (infra/codec-files.ts).
    darkroom: darkroom(codecs((file) => readFile(new URL(file, import.meta.url)))),
    system: system(),
  },
  powertoolsClockJournal(stage),
);
