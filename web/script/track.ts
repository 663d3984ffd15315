import { forgetOld, forgetSent } from './draft.ts';
import { whenReady } from './page-ready.ts';
import { followMatter } from './poll.ts';

whenReady(() => {
  forgetSent();
  forgetOld();
  followMatter();
});
