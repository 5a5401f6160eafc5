// How times, lengths and states are written.

import { el } from './dom.js';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

/** A delivery's states: a sign to see, and words to read. */
const STATES = {
  waiting: ['…', 'waiting'],
  delivered: ['✓', 'delivered'],
  digested: ['≡', 'told in a digest'],
  resolved: ['○', 'over before it was told'],
  muted: ['∅', 'muted'],
  failed_over: ['↷', 'told the fallback instead'],
  dead: ['✗', 'dead letter'],
};

export const sign = state => (STATES[state] ?? ['·'])[0];
export const stateWords = state => (STATES[state] ?? ['', String(state)])[1];

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short' });
const FULL = new Intl.DateTimeFormat(undefined, {
  weekday: 'short', day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZoneName: 'short',
});

export const clock = time => CLOCK.format(time);

/** The time of today, or day and minute. */
export function when(time, now = Date.now()) {
  return new Date(time).toDateString() === new Date(now).toDateString()
    ? CLOCK.format(time)
    : `${DAY.format(time)} ${CLOCK.format(time).slice(0, 5)}`;
}

export const inFull = time => FULL.format(time);

/** A length of time in two figures or three: 0.42 s, 8.1 s, 3 min, 2.5 h. */
export function length(ms) {
  const [size, unit] = ms < 0 ? [0, 's']
    : ms < 100_000 ? [ms / 1000, 's']
    : ms < 5_400_000 ? [ms / 60_000, 'min']
    : ms < 129_600_000 ? [ms / 3_600_000, 'h']
    : [ms / 86_400_000, 'd'];
  const digits = size < 1 ? 2 : size < 10 ? 1 : 0;
  return `${size.toFixed(digits)} ${unit}`;
}

/** The mark of an alert that somebody sees to. */
export const seenTo = alert => alert.acknowledged
  ? el('span', { class: 'seen-to', title: `acknowledged by ${alert.acknowledged.by}` }, 'acknowledged') : '';

export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** How long a delivery took from the alert's receipt; undefined unless it was delivered. */
export function took(alert, delivery) {
  return delivery.state === 'delivered' && delivery.settled_at
    ? Math.max(0, Date.parse(delivery.settled_at) - Date.parse(alert.received_at))
    : undefined;
}

/** The smallest of the sorted values that at least that part of them does not exceed. */
export const percentile = (sorted, part) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
