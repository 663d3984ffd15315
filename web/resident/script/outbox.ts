import { forgetReport, type KeptReport, keptReports } from './kept.ts';
import { keptPanel } from './kept-panel.ts';
import { startSender } from './sender.ts';

/** On a page that has no form: sends what is kept, and says what became of it. */
export function sendWhatIsKept(): void {
  const panel = keptPanel((action) => {
    if (action === 'try') sender.send();
    if (action === 'seen') forgetTooOld();
    changed();
  });
  const changed = () => {
    const report = mostSpecific(keptReports());
    if (report === undefined) panel?.hide();
    else panel?.show(report, { isSending: sender.isSending(report.token), mayChange: false });
  };
  const sender = startSender({
    isInForeground: () => false,
    arrived: () => undefined,
    changed,
  });
  sender.send();
}

const inOrder: readonly KeptReport['standing'][] = ['received', 'refused', 'too-old', 'unsent'];

/** What its writer should hear first: what is new before what goes on by itself. */
export const mostSpecific = (reports: readonly KeptReport[]): KeptReport | undefined =>
  inOrder.map((standing) => reports.filter((report) => report.standing === standing)[0]).filter(Boolean)[0];

/** Its writer has read that it was not sent. */
export function forgetTooOld(): void {
  for (const report of keptReports()) {
    if (report.standing === 'too-old') forgetReport(report.token);
  }
}
