import { forgetOld, forgetSent } from './draft.ts';
import { forgetReport } from './kept.ts';
import { sendWhatIsKept } from './outbox.ts';
import { whenReady } from './page-ready.ts';
import { followMatter } from './poll.ts';

whenReady(() => {
  // The receipt is seen.
  forgetReport(location.pathname.split('/').pop() ?? '');
  forgetSent();
  forgetOld();
  followMatter();
  sendWhatIsKept();
});
