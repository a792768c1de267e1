// One entry: shown whole, judged, taken away.

import { get, post, remove } from './api.js';
import { $, el } from './dom.js';
import * as format from './format.js';

const listeners = [];

/** Calls back when entries may have changed. */
export const onChange = listener => listeners.push(listener);
export const changed = () => listeners.forEach(listener => listener());

/** Opens an entry, answer and all. */
export async function showEntry(id) {
  const dialog = $('entry');
  try {
    fill(dialog, await get(`/v1/cache/entries/${id}`));
  } catch (fault) {
    dialog.replaceChildren(el('h2', { id: 'entry-title' }, 'Entry'), el('p', { class: 'fault' }, fault.message), closer(dialog));
  }
  if (!dialog.open)
    dialog.showModal();
}

/** The two buttons that judge an entry. tell: receives what happened, in words. */
export function judge(entry, tell) {
  const button = (isRight, name) => {
    const said = isRight ? entry.feedback.right : entry.feedback.wrong;
    return el('button', {
      type: 'button', 'aria-label': `${name}, said ${said} times: ${entry.prompt}`,
      click: () => attempt(tell, async () => {
        const now = await post('/v1/cache/feedback', { entry: entry.id, right: isRight });
        tell(`Noted: ${now.right} times right, ${now.wrong} times wrong.`);
        changed();
      }),
    }, `${name} ${said}`);
  };
  return el('span', { class: 'buttons' }, button(true, 'Right'), button(false, 'Wrong'));
}

/** The button that takes an entry away, once it was asked. */
export const deleter = (entry, tell) => el('button', {
  type: 'button', class: 'danger', 'aria-label': `Delete: ${entry.prompt}`,
  click: () => confirmed('Delete this entry?', entry.prompt, 'Delete', () => attempt(tell, async () => {
    await remove(`/v1/cache/entries/${entry.id}`);
    $('entry').close();
    tell('The entry is gone.');
    changed();
  })),
}, 'Delete');

/** Asks before something goes. */
export function confirmed(question, detail, action, work) {
  const dialog = $('confirm');
  const cancel = el('button', { type: 'button', click: () => dialog.close() }, 'Cancel');
  dialog.replaceChildren(
    el('h2', { id: 'confirm-title' }, question),
    el('p', { class: 'prompt' }, detail),
    el('p', { class: 'buttons' }, cancel,
      el('button', { type: 'button', class: 'danger', click: () => { dialog.close(); work(); } }, action)));
  dialog.showModal();
  cancel.focus();
}

async function attempt(tell, work) {
  try {
    await work();
  } catch (fault) {
    tell(fault.message);
  }
}

function fill(dialog, entry) {
  const said = el('p', { role: 'status', class: 'muted' });
  const facts = [
    ['Model', entry.model], ['Namespace', entry.namespace], ['Tags', entry.tags.join(', ') || 'none'],
    ['Answers', entry.eligibility === 'semantic' ? 'the same meaning' : 'the same words only'],
    ['Hits', format.count(entry.hits)], ['Stored', format.dateAndTime(entry.createdAt)],
    ['Ends', format.dateAndTime(entry.expiresAt)],
    ['Tokens', `${format.count(entry.usage.inputTokens)} in, ${format.count(entry.usage.outputTokens)} out`],
    ['Embedder', entry.embedder], ['Scope', entry.scope], ['Id', entry.id],
  ];
  dialog.replaceChildren(
    el('h2', { id: 'entry-title' }, 'Entry'),
    el('h3', null, 'Prompt'), el('pre', { tabindex: '0', 'aria-label': 'The prompt' }, entry.prompt),
    el('h3', null, 'Answer'), el('pre', { class: 'answer', tabindex: '0', 'aria-label': 'The answer' }, entry.response),
    el('dl', { class: 'facts' }, ...facts.flatMap(([name, value]) => [el('dt', null, name), el('dd', null, value)])),
    said,
    el('p', { class: 'buttons' },
      judge(entry, text => { said.textContent = text; }), deleter(entry, text => { said.textContent = text; }), closer(dialog)));
}

const closer = dialog => el('button', { type: 'button', click: () => dialog.close() }, 'Close');
