import { forgetReport, type KeptReport, keptReports } from './kept.ts';
import { keptPanel } from './kept-panel.ts';
import { startSender } from './sender.ts';

/** On a page without a form: sends kept reports and shows their state. */
export function sendWhatIsKept(): void {
  const panel = keptPanel((action) => {
    if (action === 'try') sender.send();
    if (action === 'seen') forgetTooOld();
    update();
  });
  const update = () => {
    const report = mostSpecific(keptReports());
    if (report === undefined) panel?.hide();
    else panel?.show(report, { isSending: sender.isSending(report.token), mayChange: false });
  };
  const sender = startSender({
    isInForeground: () => false,
    arrived: () => undefined,
    changed: update,
  });
  sender.send();
}

const standingsInOrder: readonly KeptReport['standing'][] = ['received', 'refused', 'too-old', 'unsent'];

/** The report to show first: new results before reports that are still being sent. */
export const mostSpecific = (reports: readonly KeptReport[]): KeptReport | undefined =>
  standingsInOrder
    .map((standing) => reports.filter((report) => report.standing === standing)[0])
    .filter(Boolean)[0];

/** Deletes the reports that are too old, after the resident has read the note. */
export function forgetTooOld(): void {
  for (const report of keptReports()) {
    if (report.standing === 'too-old') forgetReport(report.token);
  }
}
