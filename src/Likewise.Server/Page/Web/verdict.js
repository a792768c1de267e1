// A lookup's outcome in words.

import { el } from './dom.js';
import { words } from './format.js';

const kinds = {
  exact: 'the same words', 'shared-exact': 'the same words, from the store', near: 'the same meaning',
  far: 'the same meaning, from the store',
};

const reasons = {
  'nothing-stored': 'nothing stored that fits', 'not-similar': 'nothing similar enough', rejected: 'held back',
  'exact-only': 'only the same words would do', 'too-old': 'too old for the caller', 'not-asked': 'asked afresh',
  'embedder-failed': 'the embedder failed', 'tier-failed': 'the search failed', 'store-failed': 'the store failed',
  'payload-refused': 'the answer could not be read', withheld: 'withheld: the model is asked all the same',
  stale: 'stale: its time is over', unconfirmed: 'too few have got it of the model yet',
};

const outcomes = {
  joined: 'joined: another call for the same words', bypass: 'bypass: not for the cache',
  unanswered: 'miss: and no answer from the model',
};

const rules = { threshold: null, exact: null, 'max-age': 'older than the caller takes' };

/** What rejected, in words; null where the threshold did, which the figures say. */
export const objection = rule => rule === undefined ? null : rules[rule] === undefined ? `guard: ${words(rule)}` : rules[rule];

/** Of { outcome or hit, tier, reason, rule }: a badge. */
export function verdict({ outcome, hit, tier, reason, rule }) {
  const isHit = hit ?? outcome === 'hit';
  if (isHit)
    return el('span', { class: 'verdict hit' }, `hit: ${kinds[tier] ?? words(tier)}`);

  const said = outcomes[outcome] ?? `miss: ${reasons[reason] ?? words(reason)}`;
  const why = reason === 'rejected' ? objection(rule) : null;
  return el('span', { class: 'verdict miss' }, why ? `${said} (${why})` : said);
}
