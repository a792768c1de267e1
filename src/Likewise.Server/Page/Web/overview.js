// What the cache has done: figures since the start, and the last hour as charts.

import { get } from './api.js';
import { below, bars, drawChart, grid, line, roundUp } from './chart.js';
import { $, el } from './dom.js';
import * as format from './format.js';

const pricePlace = 'likewise.price';
const pointsShown = 60;

let stats = null;
let history = null;

export function startOverview() {
  $('price').value = localStorage.getItem(pricePlace) ?? '';
  $('price').addEventListener('input', () => {
    localStorage.setItem(pricePlace, $('price').value);
    showStats();
  });
  $('range').addEventListener('change', () => refreshOverview().catch(() => {})); // The next turn tells.
  addEventListener('resize', showCharts);
  $('welcome-lines').textContent = ['do', 'can'].map(word =>
    `curl -s ${location.origin}/chat_semantic_cache -H 'content-type: application/json' `
    + `-d '{"prompt": "How ${word} I reset my password?"}'`).join('\n');
}

export async function refreshOverview() {
  const seconds = $('range').value;
  [stats, history] = await Promise.all([get('/v1/cache/stats'), get(`/v1/cache/history?seconds=${seconds}`)]);
  showStats();
  showCharts();
}

function showStats() {
  if (stats === null)
    return;

  const price = Number.parseFloat($('price').value);
  const tiles = [
    ['Hit rate', stats.hitRate === undefined ? '–' : format.percent(stats.hitRate),
      `${format.short(sum(stats.hits))} hits of ${format.short(stats.lookups)} lookups`],
    ['Entries', format.short(stats.entries), `${format.bytes(stats.answerBytes)} of answers`],
    ['Tokens saved', format.short(stats.tokensSaved), 'that the model was not asked for'],
    ['Cost saved', price >= 0 ? format.cost(stats.tokensSaved / 1e6 * price) : '–',
      price >= 0 ? 'at the price below' : 'type a price below'],
    ['Time saved', format.seconds(stats.secondsSaved), 'of waiting for the model'],
    ['Said of answers', `${format.short(stats.feedback.right)} right`, `${format.short(stats.feedback.wrong)} wrong`],
  ];
  $('tiles').replaceChildren(...tiles.map(([name, value, more]) => el('div', null,
    el('dt', null, name), el('dd', { class: 'figure' }, value), el('dd', { class: 'muted' }, more))));
  $('welcome').hidden = stats.lookups + stats.joined > 0;
}

function showCharts() {
  if (history === null)
    return;
  const points = history.points.slice(-pointsShown);
  const times = [[0, format.minuteOfDay(points[0].at)], [0.5, format.minuteOfDay(points[pointsShown / 2].at)], [1, 'now']];
  showRate(points, times);
  showLatency(points, times);
}

function showRate(points, times) {
  const most = roundUp(Math.max(...points.map(lookupsOf)));
  const hits = sum(points.map(point => point.exact + point.similar));
  const lookups = sum(points.map(lookupsOf));
  drawChart($('rate-chart'), {
    title: 'Hits and misses',
    summary: lookups === 0 ? 'Nothing was asked in this time.'
      : `${format.count(hits)} hits of ${format.count(lookups)} lookups: ${format.percent(hits / lookups)}.`,
    legend: [['exact', 'same words'], ['similar', 'same meaning'], ['miss', 'miss']],
    columns: ['At', 'Same words', 'Same meaning', 'Misses', 'Hit rate'],
    rows: points.filter(point => lookupsOf(point) > 0).map(point => [
      format.timeOfDay(point.at), point.exact, point.similar, point.misses,
      format.percent((point.exact + point.similar) / lookupsOf(point))]),
    draw: frame => {
      grid(frame, [[0, '0'], [0.5, most > 1 ? format.short(most / 2) : ''], [1, format.short(most)]]);
      bars(frame, points.map(point => [point.exact, point.similar, point.misses]), ['exact', 'similar', 'miss'], most);
      below(frame, times);
    },
  });
}

function showLatency(points, times) {
  const series = [
    ['exact', 'hits, half', point => point.hitMilliseconds?.p50], ['similar', 'hits, 95 %', point => point.hitMilliseconds?.p95],
    ['miss', 'misses, half', point => point.missMilliseconds?.p50],
  ];
  const values = points.flatMap(point => series.map(([, , of]) => of(point))).filter(value => value !== undefined);
  const low = Math.floor(Math.log10(Math.min(0.1, ...values)));
  const high = Math.ceil(Math.log10(Math.max(1000, ...values)));
  const part = value => value === undefined ? null : (Math.log10(value) - low) / (high - low);
  const last = points.findLast(point => point.hitMilliseconds);
  drawChart($('latency-chart'), {
    title: 'Time to the answer',
    summary: last ? `Half of the last hits took at most ${format.milliseconds(last.hitMilliseconds.p50)}, `
      + `95 % at most ${format.milliseconds(last.hitMilliseconds.p95)}; each step up is ten times as long.`
      : 'No hit in this time.',
    legend: series.map(([name, words]) => [name, words]),
    columns: ['At', 'Hits, half', 'Hits, 95 %', 'Misses, half'],
    rows: points.filter(point => lookupsOf(point) > 0).map(point => [
      format.timeOfDay(point.at), ...series.map(([, , of]) => of(point) === undefined ? '' : format.milliseconds(of(point)))]),
    draw: frame => {
      grid(frame, Array.from({ length: high - low + 1 }, (_, at) => [at / (high - low), format.milliseconds(10 ** (low + at))]));
      for (const [name, , of] of series)
        line(frame, points.map(point => part(of(point))), name);
      below(frame, times);
    },
  });
}

const lookupsOf = point => point.exact + point.similar + point.misses;
const sum = values => Object.values(values).reduce((all, value) => all + value, 0);
