// Tells the inbox which minute it was given and what time it found.
export const handler = async ({ time }: { time: string }): Promise<void> => {
  const body = JSON.stringify({ id: `tick ${time}`, tick: time, found: new Date().toISOString() });
  await fetch(`${process.env.PUBLIC_ORIGIN}/local/outbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
};
