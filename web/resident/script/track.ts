import { forgetOld, forgetSent } from './draft.ts';
import { forgetReport } from './kept.ts';
import { sendWhatIsKept } from './outbox.ts';
import { whenReady } from './page-ready.ts';
import { followReportedCase } from './poll.ts';
import { sendPhotos } from './track-photos.ts';

whenReady(() => {
  // The receipt is shown, so the kept report and draft can be deleted.
  forgetReport(location.pathname.split('/').pop() ?? '');
  forgetSent();
  forgetOld();
  sendPhotos(location.pathname.split('/').pop() ?? '', followReportedCase());
  sendWhatIsKept();
});
