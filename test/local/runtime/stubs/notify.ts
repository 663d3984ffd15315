interface BusEvent {
  readonly time: string;
  readonly detail: { readonly id: string; readonly fail?: boolean; readonly hangAtNotify?: boolean };
}

// Sends each fact to the inbox; fails for facts with `fail` and hangs for facts with `hangAtNotify`.
export const handler = async ({ detail, time }: BusEvent): Promise<void> => {
  if (detail.fail) throw new Error('Nobody answers.');
  if (detail.hangAtNotify && process.env.PATIENCE !== 'none') await new Promise(() => undefined);
  const response = await fetch(`${process.env.PUBLIC_ORIGIN}/local/outbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...detail, reference: 'facts', time }),
  });
  if (!response.ok) throw new Error(`The inbox answers ${response.status}.`);
};
