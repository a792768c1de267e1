// Starts the page, keeps it up to date, and asks for a key where one is needed.

import { get, readKey, writeKey } from './api.js';
import { $, say } from './dom.js';
import { refreshEntries, refreshTop, startEntries } from './entries.js';
import { startLive } from './live.js';
import { refreshOverview, startOverview } from './overview.js';
import { watch } from './recent.js';
import { startThreshold } from './threshold.js';
import { startTryIt } from './tryit.js';

const refreshEvery = 10_000; // Milliseconds.

let watching = new AbortController();

async function refresh() {
  try {
    await refreshOverview();
    say($('notice'), '');
    await refreshTop();
  } catch (fault) {
    tell(fault);
  }
}

function tell(fault) {
  say($('notice'), fault.message);
  if (fault.status === 401)
    $('key-box').open = true;
}

/** From the beginning, with the key that there is now. */
function begin() {
  watching.abort();
  watching = new AbortController();
  watch(watching.signal, state => {
    $('live-state').textContent = state === 'live' ? 'live' : 'not live';
    if (state instanceof Error)
      tell(state);
  });
  refresh();
  refreshEntries();
  showServer();
}

async function showServer() {
  const health = await get('/health').catch(() => null);
  $('server').textContent = [
    health?.version && `version ${health.version}`, health?.store, health?.embedder?.model,
    health?.upstream?.kind && `upstream: ${health.upstream.kind}`,
  ].filter(Boolean).join(' · ');
}

$('key').value = readKey();
$('key-form').addEventListener('submit', event => {
  event.preventDefault();
  writeKey($('key').value.trim());
  $('key-box').open = false;
  begin();
});
$('key-forget').addEventListener('click', () => {
  $('key').value = '';
  writeKey('');
  begin();
});

startOverview();
startLive();
startTryIt();
startEntries();
startThreshold();
begin();
setInterval(() => { if (!document.hidden) refresh(); }, refreshEvery);
