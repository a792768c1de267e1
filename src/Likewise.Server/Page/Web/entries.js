// The entries: searched by meaning, words, tag and namespace; judged, deleted; and those that answered most.

import { address, get, post } from './api.js';
import { $, el, row, table } from './dom.js';
import { changed, confirmed, deleter, judge, onChange, showEntry } from './entry.js';
import * as format from './format.js';

const pageSize = 20;
const fields = ['like', 'contains', 'tag', 'namespace'];

let next = null;

export function startEntries() {
  $('entries-form').addEventListener('submit', event => { event.preventDefault(); refreshEntries(); });
  $('entries-clear').addEventListener('click', () => {
    fields.forEach(field => { $(`entries-${field}`).value = ''; });
    refreshEntries();
  });
  $('entries-more').addEventListener('click', more);
  $('entries-remove').addEventListener('click', removeAll);
  onChange(() => { refreshEntries(); refreshTop(); });
}

/** Searches anew, and shows the first page. */
export const refreshEntries = () => attempt(async () => {
  const page = await get(address('/v1/cache/entries', { ...wanted(), limit: pageSize }));
  const isSearch = wanted().like !== '';
  $('entries-list').replaceChildren(page.entries.length === 0
    ? el('p', { class: 'empty' }, isFiltered() ? 'No entry fits.' : 'Nothing is stored yet: ask something, and it will be.')
    : entryTable('Entries', page.entries, isSearch));
  tell(isFiltered() || page.total > 0 ? `${format.count(page.total)} ${page.total === 1 ? 'entry' : 'entries'}` : '');
  setNext(page);
  $('entries-remove').hidden = !isFiltered() || page.total === 0;
});

export async function refreshTop() {
  const top = await get('/v1/cache/top?limit=10').catch(() => null); // The overview tells what is wrong.
  if (top === null)
    return;
  $('top-list').replaceChildren(top.entries.length === 0
    ? el('p', { class: 'empty' }, 'No entry has answered yet.')
    : entryTable('Entries that answered most', top.entries, false));
}

const more = () => attempt(async () => {
  const page = await get(address('/v1/cache/entries', { ...wanted(), limit: pageSize, cursor: next }));
  $('entries-list').querySelector('tbody').append(...page.entries.map(entry => row(cells(entry, false))));
  setNext(page);
});

const removeAll = () => attempt(async () => {
  const { like, similarityMin, contains, tag, namespace } = wanted();
  const chosen = Object.fromEntries(Object.entries({ like, contains, namespace }).filter(([, value]) => value !== ''));
  if (like !== '')
    chosen.similarityMin = Number(similarityMin);
  if (tag !== '')
    chosen.tags = [tag];

  const would = await post('/v1/cache/invalidate', { ...chosen, dryRun: true, limit: 3 });
  const some = would.entries.map(entry => `“${entry.prompt}”`).join(', ');
  const rest = would.wouldRemove > would.entries.length ? ' and others' : '';
  confirmed(`Remove ${format.count(would.wouldRemove)} entries?`, `${some}${rest}`, 'Remove', () => attempt(async () => {
    const gone = await post('/v1/cache/invalidate', chosen);
    changed();
    tell(`${format.count(gone.removed)} entries are gone.`);
  }));
});

function wanted() {
  const query = Object.fromEntries(fields.map(field => [field, $(`entries-${field}`).value.trim()]));
  return query.like === '' ? query : { ...query, similarityMin: $('entries-min').value || '0.6' };
}

const isFiltered = () => fields.some(field => $(`entries-${field}`).value.trim() !== '');

function setNext(page) {
  next = page.next ?? null;
  $('entries-more').hidden = next === null;
}

const entryTable = (caption, entries, isSearch) => table(caption, [
  'Prompt', ...isSearch ? [{ text: 'Similarity', class: 'number' }] : [], 'Model', 'Tags', { text: 'Hits', class: 'number' },
  'Stored', 'Ends', 'Was the answer right?', 'Take away',
], entries.map(entry => cells(entry, isSearch)));

const cells = (entry, isSearch) => [
  el('button', { type: 'button', class: 'link prompt', click: () => showEntry(entry.id) }, entry.prompt),
  ...isSearch ? [{ text: format.similarity(entry.similarity), class: 'number' }] : [],
  entry.model,
  el('span', { class: 'tags' }, ...entry.tags.map(tag => el('button', {
    type: 'button', class: 'tag', 'aria-label': `Show entries with the tag ${tag}`,
    click: () => { $('entries-tag').value = tag; refreshEntries(); },
  }, tag))),
  { text: format.count(entry.hits ?? 0), class: 'number' },
  { text: `${format.distance(entry.createdAt)} ago`, class: 'nowrap' },
  { text: `in ${format.distance(entry.expiresAt)}`, class: 'nowrap' },
  judge({ ...entry, feedback: entry.feedback ?? { right: 0, wrong: 0 } }, tell),
  deleter(entry, tell),
];

const tell = text => { $('entries-said').textContent = text; };

async function attempt(work) {
  try {
    await work();
  } catch (fault) {
    tell(fault.message);
  }
}
