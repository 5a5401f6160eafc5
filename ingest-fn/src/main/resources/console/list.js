// The list of alerts: one row each, which stays the same element while it is there, so that focus and reading place stay too.

import { byId, el, replace, unseen } from './dom.js';
import { here, to } from './route.js';
import { count, inFull, length, seenTo, sign, stateWords, took, when } from './words.js';

const MOST_CHIPS = 4;

const host = byId('list');
const rows = new Map();
let current = '';

function chip(alert, delivery) {
  const ms = took(alert, delivery);
  return el('span', { class: `chip ${delivery.state}`, title: `${delivery.target}: ${stateWords(delivery.state)}` },
    el('span', { 'aria-hidden': 'true' }, sign(delivery.state)),
    el('span', { class: 'name' }, delivery.target),
    unseen(` ${stateWords(delivery.state)}`),
    ms === undefined ? '' : el('span', { class: 'took' }, length(ms)));
}

function sent(alert) {
  const chips = alert.deliveries.slice(0, MOST_CHIPS).map(delivery => chip(alert, delivery));
  const more = alert.deliveries.length - chips.length;
  return chips.length === 0
    ? [el('span', { class: 'soft' }, 'told nobody')]
    : more > 0 ? [...chips, el('span', { class: 'soft' }, `and ${more} more`)] : chips;
}

function contents(alert) {
  return [
    el('span', { class: 'severity' }, alert.severity),
    el('time', { datetime: alert.received_at, title: inFull(Date.parse(alert.received_at)) }, when(Date.parse(alert.received_at))),
    el('span', { class: 'service' }, alert.service),
    el('span', { class: 'title' }, alert.status === 'resolved' ? el('span', { class: 'over' }, 'over') : '', seenTo(alert), alert.title),
    el('span', { class: 'sent' }, sent(alert)),
  ];
}

function row(alert) {
  const link = el('a', { class: 'row', tabindex: '-1', on: { focus: () => choose(alert.id) } });
  return { item: el('li', {}, link), link };
}

/** The row that is reached by Tab, and from which j and k start. */
function choose(id) {
  rows.get(current)?.link.setAttribute('tabindex', '-1');
  current = id;
  rows.get(current)?.link.setAttribute('tabindex', '0');
}

/** Shows these alerts; those named as new are marked for a moment. */
export function show(alerts, fresh, filter) {
  const wanted = new Set(alerts.map(alert => alert.id));
  for (const [id, { item }] of rows) {
    if (!wanted.has(id)) {
      item.remove();
      rows.delete(id);
    }
  }
  let place = host.firstElementChild;
  for (const alert of alerts) {
    if (!rows.has(alert.id)) {
      rows.set(alert.id, row(alert));
    }
    const { item, link } = rows.get(alert.id);
    link.className = `row ${alert.severity} ${alert.status}`;
    link.setAttribute('href', to('alerts', alert.id, filter));
    replace(link, ...contents(alert));
    if (fresh.has(alert.id)) {
      item.classList.add('fresh');
      item.addEventListener('animationend', () => item.classList.remove('fresh'), { once: true });
    }
    if (item === place) {
      place = place.nextElementSibling;
    } else {
      host.insertBefore(item, place);
    }
  }
  if (!rows.has(current)) {
    choose(alerts[0]?.id ?? '');
  }
  mark();
}

/** Marks the alert whose story is open. */
export function mark() {
  const { id } = here();
  for (const [rowId, { link }] of rows) {
    if (rowId === id) {
      link.setAttribute('aria-current', 'true');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** What is said below the filter. */
export function summary(feed) {
  const filtered = Object.keys(feed.filter).length > 0;
  const firing = feed.alerts.filter(alert => alert.status !== 'resolved').length;
  if (feed.alerts.length === 0 && feed.next) {
    return 'None among the latest. Older ones may match.';
  }
  if (feed.alerts.length === 0) {
    return filtered ? 'No alert matches.' : 'No alerts yet. The first will show up here by itself.';
  }
  const refused = feed.refused.length ? `; ${count(feed.refused.length, 'message')} on the queue could not be read` : '';
  return `${count(feed.alerts.length, 'alert')}${feed.next ? ' loaded' : ''}${filtered ? ' that match' : ''}, ${firing} firing${refused}`;
}

/** Goes that many rows down; the row that is then current. */
export function step(by) {
  const ids = [...host.children].map(item => [...rows].find(([, one]) => one.item === item)[0]);
  if (ids.length === 0) {
    return '';
  }
  const focused = rows.get(current)?.link === document.activeElement || here().id === current;
  const from = ids.indexOf(current);
  const next = focused ? Math.min(ids.length - 1, Math.max(0, from + by)) : Math.max(0, from);
  choose(ids[next]);
  return current;
}

/** Brings the focus to an alert's row, or to the current one. */
export function focus(id = current) {
  const link = rows.get(id)?.link ?? rows.get(current)?.link;
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}

export const contains = element => host.contains(element);
