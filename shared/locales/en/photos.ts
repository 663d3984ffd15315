import type { PhotoWords } from '../photo-words.ts';

export const photos = {
  title: 'Photos',
  states: {
    awaited: 'This photo is on its way, or being looked at. That takes a moment.',
    lost: 'This photo did not arrive. Please send it again.',
    kept: 'This photo arrived.',
    refused: 'This photo could not be taken.',
  },
  faults: {
    'not-a-picture': 'This file is no photo that we can show. Please send a photo as JPEG or PNG.',
    truncated: 'This photo arrived broken off. Please send it again.',
    'too-large': 'This photo is larger than 8 MB. Please take a smaller one.',
    'too-many-pixels':
      'This photo has too many pixels to be opened. Please set the camera to a smaller size and take it again, or send a screenshot of it.',
    undecodable: 'This photo could not be opened. Please take it again.',
  },
  picture: 'Photo {number}',
  add: 'Add a photo',
  addHint: 'Up to {photosMax} photos. Where and when a photo was taken is removed from it.',
  addStart: 'Go on to choose a photo',
  choose: 'Choose or take a photo (8 MB at most)',
  send: 'Send this photo',
  sendHint: 'Please send it within 5 minutes. Your report is safe, whatever happens to the photo.',
  later: 'Photos can be added on the next page, after sending.',
  pick: 'Photos',
  pickHint: 'Up to {photosMax}. They are sent after your report.',
  remove: 'Remove photo {number}',
  preparing: 'The photo is being made smaller …',
  ready: 'The photo is ready and goes with your report.',
  unreadable: 'This file cannot be opened as a photo. Please choose another one.',
  full: 'There is room for {photosMax} photos.',
  sending: 'Sending photo {number} of {count} …',
  sent: 'The photos were sent. They appear here in a moment.',
  waiting:
    'Your report was received. A photo has not been sent yet; we try again by ourselves while this page is open.',
  again: 'Send the photos again',
} as const satisfies PhotoWords;
