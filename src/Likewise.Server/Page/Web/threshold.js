// What another threshold would have done to the lookups that were seen.

import { post } from './api.js';
import { below, bars, drawChart, grid, roundUp } from './chart.js';
import { $, el, table } from './dom.js';
import * as format from './format.js';
import { all, onLookups, similarityMin } from './recent.js';

const low = 0.5;
const bins = 25;
const changesMax = 10;

let isTouched = false;
let isDue = false;
let shownChanges = null;

export function startThreshold() {
  $('threshold-at').addEventListener('input', () => { isTouched = true; show(); });
  addEventListener('resize', show);
  onLookups(() => {
    // Lookups may come by the hundred; once for each frame is enough.
    if (!isDue)
      requestAnimationFrame(() => { isDue = false; show(); });
    isDue = true;
  });
}

/** What a lookup would be at another threshold: 'exact', 'similar', 'held', 'miss', or null where none was compared. */
export function judgeAt(lookup, threshold) {
  if (lookup.outcome !== 'hit' && lookup.outcome !== 'miss')
    return null;
  if (lookup.tier === 'exact' || lookup.tier === 'shared-exact')
    return 'exact';
  if (lookup.similarity === undefined)
    return lookup.reason === 'nothing-stored' ? 'miss' : null;
  if (lookup.similarity < threshold)
    return 'miss';
  return lookup.outcome === 'miss' && lookup.reason !== 'not-similar' ? 'held' : 'similar';
}

function show() {
  if (!isTouched && similarityMin !== null)
    $('threshold-at').value = similarityMin;
  const at = Number($('threshold-at').value);
  $('threshold-value').textContent = format.similarity(at);

  const judged = all().map(lookup => [lookup, judgeAt(lookup, at)]).filter(([, what]) => what !== null);
  const count = what => judged.filter(([, is]) => is === what).length;
  const [exact, similar, held] = [count('exact'), count('similar'), count('held')];
  const now = judged.filter(([lookup]) => lookup.outcome === 'hit').length;
  $('threshold-said').textContent = judged.length === 0
    ? 'No lookup was compared yet: ask something first.'
    : `At ${format.similarity(at)}: ${exact + similar} of ${judged.length} lookups would have hit `
      + `(${format.percent((exact + similar) / judged.length)}), ${exact} by the same words and ${similar} by meaning`
      + `${held > 0 ? `; guards held ${held} more back` : ''}. In fact ${now} did.`;
  drawHistogram(judged, at);
  showChanges(judged);
}

function drawHistogram(judged, at) {
  const compared = judged.filter(([lookup, what]) => what !== 'exact' && lookup.similarity !== undefined);
  const stacks = Array.from({ length: bins }, () => [0, 0, 0]);
  for (const [lookup, what] of compared)
    stacks[binOf(lookup.similarity)][['similar', 'miss', 'held'].indexOf(what)]++;

  const most = roundUp(Math.max(...stacks.map(stack => stack[0] + stack[1] + stack[2])));
  const startOf = bin => low + bin * (1 - low) / bins;
  drawChart($('threshold-chart'), {
    title: 'Similarity of the nearest entry',
    summary: compared.length === 0 ? 'None was compared by meaning yet.'
      : `${compared.length} lookups were compared by meaning; what is less similar than ${low} stands at the left end.`,
    legend: [['similar', 'would hit'], ['miss', 'would miss'], ['held', 'held back by a guard']],
    columns: ['From', 'Would hit', 'Would miss', 'Held back'],
    rows: stacks
      .map((stack, bin) => [format.similarity(startOf(bin)), ...stack])
      .filter(([, ...figures]) => figures.some(figure => figure > 0)),
    draw: frame => {
      grid(frame, [[0, '0'], [1, format.short(most)]]);
      bars(frame, stacks, ['similar', 'miss', 'held'], most);
      const x = frame.x((at - low) / (1 - low));
      frame.add('line', { class: 'mark', x1: x, x2: x, y1: frame.y(0), y2: frame.y(1) });
      below(frame, [[0, `≤ ${low}`], [0.5, '0.75'], [1, '1']]);
    },
  });
}

const binOf = similarity => Math.min(bins - 1, Math.max(0, Math.floor((similarity - low) / (1 - low) * bins)));

function showChanges(judged) {
  const others = judged
    .filter(([lookup, what]) => (what === 'similar' || what === 'exact') !== (lookup.outcome === 'hit'))
    .filter(([lookup]) => lookup.prompt !== undefined)
    .sort(([one], [other]) => other.similarity - one.similarity)
    .slice(0, changesMax);
  const key = others.map(([lookup, what]) => `${lookup.number} ${what}`).join();
  if (key === shownChanges)
    return; // What the guards said of these stays.
  shownChanges = key;
  $('threshold-changes').replaceChildren(...others.length === 0 ? [] : changesOf(others));
}

function changesOf(others) {
  const said = others.map(() => el('span', { class: 'muted' }, 'not asked'));
  const ask = el('button', { type: 'button', click: () => askGuards(ask, others, said) }, 'Ask the guards about these');
  return [
    table('Lookups that would end otherwise', [
      'Asked', 'Nearest entry', { text: 'Similarity', class: 'number' }, 'Would', 'Guards',
    ], others.map(([lookup, what], at) => [
      el('span', { class: 'prompt' }, lookup.prompt), el('span', { class: 'prompt' }, lookup.entryPrompt ?? 'gone'),
      { text: format.similarity(lookup.similarity), class: 'number' }, what === 'miss' ? 'miss' : 'hit', said[at]])),
    el('p', null, ask),
  ];
}

/** One after the other: each embeds two prompts. */
async function askGuards(button, others, said) {
  button.disabled = true;
  try {
    for (const [at, [{ prompt, entryPrompt }]] of others.entries()) {
      // Only beginnings are remembered of what is long, and a guard may see what differs after them.
      if (entryPrompt !== undefined && !`${prompt}${entryPrompt}`.includes('…'))
        said[at].textContent = describe(await post('/v1/cache/explain', { asked: { prompt }, stored: { prompt: entryPrompt } }));
      else
        said[at].textContent = 'the texts are not here whole';
    }
  } catch (fault) {
    said.at(-1).textContent = fault.message;
  }
  button.disabled = false;
}

function describe({ objections }) {
  const guards = objections.filter(objection => objection.rule !== 'threshold');
  return guards.length === 0
    ? 'nothing to object'
    : `held back: ${guards.map(({ rule, detail }) => [format.words(rule), detail].filter(Boolean).join(', ')).join('; ')}`;
}
