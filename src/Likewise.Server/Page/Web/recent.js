// The last lookups, kept up to date by the server's stream, for whoever shows them.

import { events, get } from './api.js';

const most = 500;
const pauses = [1, 2, 5, 10, 15]; // Seconds between attempts.

let lookups = [];
const listeners = [];

/** The lookups, the oldest first. */
export const all = () => lookups;

/** The similarity that is needed where a caller asks for no more; null until it is known. */
export let similarityMin = null;

/** Calls back with the lookups that are new, the oldest first; null where all may be others. */
export const onLookups = listener => listeners.push(listener);

/** Reads the stream again and again until the signal says no more. tell: 'live', or what is wrong. */
export async function watch(signal, tell) {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      for await (const lookup of events('/v1/cache/live', signal)) {
        // The stream begins at its opening: what was before is read after that, so that nothing is passed over.
        if (lookup === null) {
          await begin(signal);
          tell('live');
          failures = 0;
        } else {
          add(lookup);
        }
      }
      if (!signal.aborted)
        tell('The server ended the stream; trying again.');
    } catch (fault) {
      if (fault.name === 'AbortError')
        return;
      tell(fault);
      if (fault.status === 401 || fault.status === 403)
        return; // Another key begins anew.
    }
    await pause(pauses[Math.min(failures, pauses.length - 1)], signal);
  }
}

async function begin(signal) {
  const shown = await get('/v1/cache/recent', signal);
  lookups = shown.recent;
  similarityMin = shown.similarityMin;
  listeners.forEach(listener => listener(null));
}

function add(lookup) {
  if (lookups.length > 0 && lookup.number <= lookups.at(-1).number)
    return;
  lookups.push(lookup);
  if (lookups.length > most)
    lookups.shift();
  listeners.forEach(listener => listener([lookup]));
}

const pause = (seconds, signal) => new Promise(resolve => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});
