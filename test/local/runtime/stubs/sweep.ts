// Sends the scheduled minute and the time it reads to the inbox.
export const handler = async ({ time }: { time: string }): Promise<void> => {
  const body = JSON.stringify({ id: `tick ${time}`, tick: time, found: new Date().toISOString() });
  await fetch(`${process.env.PUBLIC_ORIGIN}/local/outbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
};
