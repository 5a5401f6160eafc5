// How Tocsin itself is: lanes with what waits in them, limits above them, queues.

import { Refusal, read } from './api.js';
import { el, replace } from './dom.js';
import { count, length, when } from './words.js';

const since = (at, now) => length(now - Date.parse(at));

/** Requests that could be sent at once, of those that could at most. */
function budget(known) {
  if (!known) {
    return el('span', { class: 'soft' }, 'none');
  }
  const most = Math.max(known.burst, known.left, 1);
  const rate = `${known.permits} in ${length(known.period_s * 1000)}`;
  return [
    el('meter', { min: 0, max: most, low: most / 4, value: known.left, 'aria-label': `${known.left} of ${most} left` }),
    el('span', {}, ` ${known.left} of ${most}`),
    el('span', { class: 'soft' }, `, ${rate}${known.slowed ? ', slowed' : ''}`),
  ];
}

function breaker(state, now) {
  return state.state === 'closed'
    ? el('span', {}, 'closed', state.failures_in_a_row ? el('span', { class: 'soft' }, `, ${count(state.failures_in_a_row, 'failure')} in a row`) : '')
    : el('span', { class: 'alarming' }, 'open', state.failing_since ? `, failing for ${since(state.failing_since, now)}` : '');
}

/** What the lane does just now, the most pressing first. */
function doing(lane, now) {
  return lane.blocked_until ? `rests until ${when(Date.parse(lane.blocked_until), now)}`
    : lane.draining ? 'sending'
    : lane.pending ? 'waiting for its turn'
    : 'idle';
}

function row(lane, now) {
  return el('tr', {},
    el('th', { scope: 'row' }, lane.name, el('span', { class: 'reason soft' }, (lane.channels ?? []).join(', '))),
    el('td', {}, lane.pending ? el('b', {}, `${lane.pending}${lane.pending_more ? ' and more' : ''}`) : '0',
      lane.oldest ? el('span', { class: 'soft' }, `, oldest ${since(lane.oldest, now)}`) : ''),
    el('td', {}, budget(lane.budget)),
    el('td', {}, breaker(lane.breaker ?? {}, now)),
    el('td', {}, doing(lane, now), lane.targets_gone ? el('span', { class: 'reason alarming' }, `${count(lane.targets_gone, 'target')} gone`) : ''),
    el('td', {}, lane.last_success ? `${since(lane.last_success, now)} ago` : el('span', { class: 'soft' }, 'never')));
}

function table(title, heads, rows) {
  return [el('h2', {}, title), el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Table of ${title.toLowerCase()}` }, el('table', {},
    el('thead', {}, el('tr', {}, heads.map(name => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, rows)))];
}

/** A list, or nothing where it could not be asked. */
const entries = part => (Array.isArray(part) ? part : []);
const unasked = (what, part) => (part?.error ? el('p', { class: 'alarming' }, `${what}: ${part.error}`) : '');

/** A queue; what a function failed on again and again wants a person. */
function queueRow(queue) {
  const pressing = queue.name.endsWith('-failed') && queue.waiting + queue.in_flight > 0;
  return el('tr', {},
    el('th', { scope: 'row', class: pressing ? 'alarming' : undefined }, queue.name),
    ...(queue.error ? [el('td', { class: 'alarming', colspan: '3' }, queue.error)]
      : [queue.waiting, queue.in_flight, queue.delayed].map(n => el('td', { class: 'number' }, String(n)))));
}

function page(status) {
  const now = Date.parse(status.at) || Date.now();
  const lanes = entries(status.lanes);
  const limits = entries(status.limits).filter(limit => limit.blocked_until);
  const last = status.last_alert;
  const { versions = {}, discord = {} } = status;
  return [
    el('p', { class: 'soft' }, `As of ${when(now)}; last alert ${last?.error ?? (last ? `${since(last.received_at, now)} ago` : 'never')}; Tocsin ${versions.tocsin ?? ''} on Java ${versions.java ?? ''}`),
    limits.map(limit => el('p', { class: 'alarming' }, `${limit.name}: blocked until ${when(Date.parse(limit.blocked_until))}`)),
    unasked('Lanes', status.lanes),
    lanes.length === 0 ? status.lanes?.error ? '' : el('p', { class: 'soft' }, 'No lane has been used yet.')
      : el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of lanes' }, el('table', {},
        el('thead', {}, el('tr', {}, ['Lane', 'Waiting', 'Budget', 'Breaker', 'Now', 'Last success'].map(name => el('th', { scope: 'col' }, name)))),
        el('tbody', {}, lanes.map(lane => row(lane, now))))),
    table('Queues', ['Queue', 'Waiting', 'In flight', 'Delayed'], entries(status.queues).map(queueRow)),
    unasked('Queues', status.queues),
    el('h2', {}, 'Discord'),
    el('dl', { class: 'facts' }, Object.entries(discord).flatMap(([name, state]) => [el('dt', {}, name.replaceAll('_', ' ')), el('dd', {}, state)])),
  ].flat();
}

/** Loads and draws it. */
export async function show(host) {
  try {
    replace(host, ...page(await read('/status')));
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status !== 404) {
      throw refusal;
    }
    replace(host, el('p', {}, 'This Tocsin does not tell how its lanes are: it has no /status.'));
  }
}
