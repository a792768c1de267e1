// What the server says, and its errors in words. The key goes into a header and never into an address.

const keyPlace = 'likewise.key';

export const readKey = () => sessionStorage.getItem(keyPlace) ?? '';

export function writeKey(key) {
  if (key)
    sessionStorage.setItem(keyPlace, key);
  else
    sessionStorage.removeItem(keyPlace);
}

/** A failure in words for people. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body) => call('POST', path, body);
export const remove = path => call('DELETE', path);

/** An address with a query; what is empty is left out. */
export function address(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Server-sent events, as objects; null once the stream is open. EventSource could not send the key. */
export async function* events(path, signal) {
  const reply = await send('GET', path, undefined, signal);
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let isOpen = false;
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true }));
    if (done)
      return;
    if (!isOpen)
      yield null;
    isOpen = true;
    const parts = (rest + value).split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      if (part.startsWith('data: '))
        yield JSON.parse(part.slice('data: '.length));
    }
  }
}

async function call(method, path, body, signal) {
  const reply = await send(method, path, body, signal);
  return reply.status === 204 ? null : reply.json();
}

async function send(method, path, body, signal) {
  const headers = { Accept: 'application/json' };
  if (readKey())
    headers.Authorization = `Bearer ${readKey()}`;
  if (body !== undefined)
    headers['Content-Type'] = 'application/json';

  let reply;
  try {
    reply = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body), cache: 'no-store' });
  } catch (fault) {
    throw fault.name === 'AbortError' ? fault : new ApiError('The server does not answer. Is it running?', 0);
  }

  if (!reply.ok)
    throw new ApiError(await explain(reply), reply.status);
  return reply;
}

async function explain(reply) {
  if (reply.status === 401)
    return readKey()
      ? 'The server does not know this key, or it has ended. Type another above, under Key.'
      : 'This server needs a key. Type one above, under Key.';

  const problem = await reply.json().catch(() => null);
  const detail = problem?.detail ?? problem?.error?.message;
  if (reply.status === 429)
    return `Too many requests: ${detail ?? 'the server asks for a pause.'}`;
  return detail ?? `The server failed (${reply.status}).`;
}
