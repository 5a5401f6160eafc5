// What is silenced, and the way to end it.

import { read } from './api.js';
import { el, replace, unseen } from './dom.js';
import { when } from './words.js';

const time = at => el('time', { datetime: at }, when(Date.parse(at)));

function row(silence) {
  return el('tr', {},
    el('th', { scope: 'row' }, silence.matchers.map(matcher => el('code', { class: 'line' }, matcher))),
    el('td', {}, silence.reason),
    el('td', {}, silence.author),
    el('td', {}, silence.state),
    el('td', {}, time(silence.starts_at)),
    el('td', {}, time(silence.ends_at)),
    el('td', {}, el('button', { type: 'button', 'data-end': silence.id }, 'End', unseen(` the silence of ${silence.matchers.join(', ')}`))));
}

/** Loads and draws them. */
export async function show(host) {
  const { silences } = await read('/api/v1/silences');
  replace(host, silences.length === 0
    ? el('p', { class: 'soft' }, 'Nothing is silenced.')
    : el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of silences' }, el('table', {},
      el('thead', {}, el('tr', {}, ['What', 'Reason', 'By', 'State', 'From', 'Until'].map(name => el('th', { scope: 'col' }, name)), el('td', {}))),
      el('tbody', {}, silences.map(row)))));
}
