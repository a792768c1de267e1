// One lookup, stage by stage.

import { post } from './api.js';
import { $, el, table } from './dom.js';
import { showEntry } from './entry.js';
import * as format from './format.js';
import { objection, verdict } from './verdict.js';

const stages = {
  normalize: 'scope and words made comparable', exact: 'the same words looked for', embed: 'the prompt embedded',
  search: 'the closest entries searched', decide: 'threshold and guards asked', read: 'the answer read',
};

export function startTryIt() {
  $('try-form').addEventListener('submit', async event => {
    event.preventDefault();
    const [prompt, model, namespace, least] = ['prompt', 'model', 'namespace', 'min'].map(name => $(`try-${name}`).value.trim());
    const asked = { prompt };
    if (model)
      asked.model = model;
    if (namespace)
      asked.namespace = namespace;
    if (least)
      asked.similarityMin = Number(least);
    await answer(async () => {
      const found = await post('/v1/cache/lookup', asked);
      return [...describe(found), !found.hit && !model && !namespace && askButton(prompt)];
    });
  });
}

async function answer(work) {
  const place = $('try-result');
  place.setAttribute('aria-busy', 'true');
  try {
    place.replaceChildren(...(await work()).filter(Boolean));
  } catch (fault) {
    place.replaceChildren(el('p', { class: 'fault' }, fault.message));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

function describe(found) {
  const nearest = found.nearest;
  const close = found.hit ? found : nearest;
  return [
    el('p', null, verdict({ ...found, rule: nearest?.rule }),
      close ? ` similarity ${format.similarity(close.similarity)}` : null,
      found.hit ? `, stored ${format.seconds(found.ageSeconds)} ago` : null),
    found.detail && el('p', { class: 'muted' }, found.detail),
    found.isPromptTruncated
      && el('p', { class: 'muted' }, 'The prompt is longer than the embedder reads; its end played no part.'),
    close && el('p', null, found.hit ? 'Entry: ' : 'Nearest: ',
      el('button', { type: 'button', class: 'link', click: () => showEntry(close.entry.id) }, close.entry.prompt)),
    !found.hit && objection(nearest?.rule)
      && el('p', { class: 'muted' }, [objection(nearest.rule), nearest.detail].filter(Boolean).join(': ')),
    found.hit && el('pre', { class: 'answer', tabindex: '0', 'aria-label': 'The answer' }, found.response),
    table('Stages of this lookup', ['Stage', 'What happens', { text: 'Time', class: 'number' }, 'Part'], [
      ...Object.entries(stages).map(([name, words]) => stageRow(name, words, found.milliseconds)),
      ['total', 'all together', { text: format.milliseconds(found.milliseconds.total), class: 'number' }, ''],
    ]),
  ];
}

function stageRow(name, words, times) {
  const part = times.total > 0 ? times[name] / times.total : 0;
  return [name, words, { text: times[name] === 0 ? 'not reached' : format.milliseconds(times[name]), class: 'number' },
    el('progress', { max: 1, value: part, 'aria-label': `${name}: ${format.percent(part)} of the time` })];
}

function askButton(prompt) {
  return el('p', null, el('button', {
    type: 'button', click: () => answer(async () => {
      const said = await post('/chat_semantic_cache', { prompt });
      return [
        el('p', null, said.source === 'llm'
          ? 'The model answered, and the cache keeps that. Now ask in other words.' : 'The cache answered.'),
        el('pre', { class: 'answer', tabindex: '0', 'aria-label': 'The answer' }, said.response),
      ];
    }),
  }, 'Ask the model, and keep its answer'));
}
