// The tail of lookups.

import { $, el, row } from './dom.js';
import { showEntry } from './entry.js';
import * as format from './format.js';
import { all, onLookups } from './recent.js';
import { verdict } from './verdict.js';

const rowsMax = 100;
const sayEvery = 5000; // Milliseconds: a reader that speaks is told in sums, not of each.

let isPaused = false;
let untold = { hits: 0, others: 0 };

export function startLive() {
  $('live-show').addEventListener('change', showAll);
  $('live-pause').addEventListener('click', () => {
    isPaused = !isPaused;
    $('live-pause').setAttribute('aria-pressed', isPaused);
    $('live-pause').textContent = isPaused ? 'Go on' : 'Pause';
    if (!isPaused)
      showAll();
  });
  onLookups(added => {
    if (isPaused)
      return;
    if (added === null) {
      showAll();
      return;
    }
    for (const lookup of added)
      show(lookup);
  });
  setInterval(tell, sayEvery);
}

function showAll() {
  const rows = all().filter(isWanted).slice(-rowsMax).reverse().map(rowOf);
  $('live-rows').replaceChildren(...rows.length > 0 ? rows : [emptyRow()]);
}

function show(lookup) {
  untold[lookup.outcome === 'hit' ? 'hits' : 'others']++;
  if (!isWanted(lookup))
    return;
  const rows = $('live-rows');
  rows.querySelector('.none')?.remove();
  rows.prepend(rowOf(lookup));
  while (rows.children.length > rowsMax)
    rows.lastElementChild.remove();
}

const isWanted = lookup => {
  const wanted = $('live-show').value;
  return wanted === '' || (wanted === 'hit') === (lookup.outcome === 'hit');
};

function rowOf(lookup) {
  return row([
    { text: format.timeOfDay(lookup.at), class: 'nowrap' },
    lookup.prompt === undefined ? el('em', { class: 'muted' }, 'not kept') : el('span', { class: 'prompt' }, lookup.prompt),
    verdict(lookup),
    entryOf(lookup),
    { text: similarityOf(lookup), class: 'number' },
    { text: format.milliseconds(lookup.lookupMilliseconds), class: 'number' },
    { text: format.milliseconds(lookup.milliseconds), class: 'number' },
    { text: lookup.from, class: 'muted' },
  ]);
}

function entryOf(lookup) {
  if (lookup.entry === undefined)
    return '';
  return lookup.entryPrompt === undefined
    ? el('em', { class: 'muted' }, 'gone')
    : el('button', { type: 'button', class: 'link prompt', click: () => showEntry(lookup.entry) }, lookup.entryPrompt);
}

function similarityOf({ similarity, similarityMin, outcome, tier }) {
  if (similarity === undefined || tier === 'exact' || tier === 'shared-exact')
    return '';
  const sign = outcome === 'hit' || similarity >= similarityMin ? '≥' : '<';
  return `${format.similarity(similarity)} ${sign} ${format.similarity(similarityMin)}`;
}

const emptyRow = () => el('tr', { class: 'none' },
  el('td', { colspan: 8, class: 'muted' }, all().length > 0 ? 'None of these yet.' : 'Nothing was asked yet.'));

function tell() {
  const { hits, others } = untold;
  if (hits + others > 0 && !isPaused)
    $('live-said').textContent = `${hits + others} more lookups, ${hits} of them hits.`;
  untold = { hits: 0, others: 0 };
}
