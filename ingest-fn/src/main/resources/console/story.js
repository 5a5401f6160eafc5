// One alert with all that is on record of it, in the order in which it happened.

import { el, outside, replace, unseen } from './dom.js';
import { to } from './route.js';
import { count, inFull, length, seenTo, stateWords, when } from './words.js';

const words = outcome => String(outcome).replaceAll('_', ' ');

function moment(at, kind, ...content) {
  return { at, kind, content };
}

const KINDS = { delivered: 'good', digested: 'good', dead: 'bad', failed_over: 'bad', waiting: 'open' };

const taken = attempt => [`attempt ${attempt.number}`, el('span', { class: 'soft' }, ` ${length(attempt.took_ms)}`)];

function tried(delivery, attempt) {
  return moment(Date.parse(attempt.at), 'try',
    el('b', {}, delivery.target), ` ${words(attempt.outcome)}, `, ...taken(attempt),
    attempt.reason ? el('span', { class: 'reason' }, attempt.reason) : '');
}

/** How it ended, together with the attempt that ended it; or that it waits. */
function end(delivery, last) {
  return moment(delivery.settled_at ? Date.parse(delivery.settled_at) : Infinity, KINDS[delivery.state] ?? 'calm',
    el('b', {}, delivery.target), ` ${stateWords(delivery.state)}`,
    ...(last ? [', ', ...taken(last)] : []),
    delivery.instead_of ? el('span', { class: 'soft' }, ` instead of ${delivery.instead_of}`) : '',
    last?.reason && delivery.state !== 'delivered' ? el('span', { class: 'reason' }, last.reason) : '',
    delivery.note ? el('span', { class: 'reason' }, delivery.note) : '',
    delivery.message_id ? el('span', { class: 'reason soft' }, `message ${delivery.message_id}`) : '',
    delivery.state === 'dead'
      ? el('button', { type: 'button', 'data-redeliver': delivery.target }, 'Redeliver', unseen(` to ${delivery.target}`))
      : '');
}

function told(delivery) {
  // The first of many are not kept, so numbers are counted from the last.
  const all = delivery.attempts.map((attempt, i) => ({ ...attempt, number: i + 1 + Math.max(0, delivery.requests - delivery.attempts.length) }));
  const last = all.at(-1);
  const ended = last && Date.parse(last.at) + last.took_ms >= Date.parse(delivery.settled_at) - 1;
  return [...(ended ? all.slice(0, -1) : all).map(attempt => tried(delivery, attempt)), end(delivery, ended ? last : undefined)];
}

function meeting(held) {
  const moments = [moment(Date.parse(held.created_at), 'calm', 'Meeting wanted',
    held.urgency ? el('span', { class: 'soft' }, ` ${held.urgency.level.toLowerCase()}, respond within ${held.urgency.recommended_response_time}`) : '')];
  if (held.scheduled_time) {
    moments.push(moment(Date.parse(held.scheduled_time), held.state === 'cancelled' ? 'calm' : 'good',
      `Meeting ${held.state === 'requested' ? 'planned' : held.state}: ${held.title ?? ''}`,
      el('span', { class: 'soft' }, ` ${held.duration_minutes} min, ${count(held.attendees?.length ?? 0, 'attendee')}`),
      held.because ? el('span', { class: 'reason' }, held.because) : '',
      held.why_then ? el('span', { class: 'reason soft' }, held.why_then) : '',
      held.booking?.url ? el('span', { class: 'reason' }, outside(held.booking.url, `Open in ${held.booking.provider}`)) : ''));
  }
  return moments;
}

function moments(alert) {
  const all = [moment(Date.parse(alert.received_at), 'calm', 'Received from ', el('b', {}, alert.source),
    el('span', { class: 'soft' }, alert.key ? ` signed with ${alert.key}` : ' from the queue'),
    alert.unwanted ? el('span', { class: 'reason' }, alert.unwanted) : '')];
  if (alert.detected_at && Math.abs(Date.parse(alert.detected_at) - Date.parse(alert.received_at)) >= 1000) {
    all.push(moment(Date.parse(alert.detected_at), 'calm', 'Noticed by its source'));
  }
  for (const delivery of alert.deliveries) {
    all.push(...told(delivery));
  }
  if (alert.acknowledged) {
    all.push(moment(Date.parse(alert.acknowledged.at), 'good', 'Acknowledged by ', el('b', {}, alert.acknowledged.by),
      alert.acknowledged.note ? el('span', { class: 'reason' }, alert.acknowledged.note) : ''));
  }
  if (alert.deliveries.length === 0) {
    all.push(moment(Infinity, 'calm', 'No route picked a target: nobody was told.'));
  }
  if (alert.meeting) {
    all.push(...meeting(alert.meeting));
  }
  return all.sort((one, other) => one.at - other.at || 0);
}

function timeline(alert) {
  const start = Date.parse(alert.received_at);
  const now = Date.now();
  return el('ol', { class: 'timeline' }, moments(alert).map(({ at, kind, content }) => {
    const known = Number.isFinite(at);
    const offset = !known || at <= start ? '' : at <= now ? `+${length(at - start)}` : at - now < 120_000 ? 'soon' : `in ${length(Math.ceil((at - now) / 60_000) * 60_000)}`;
    return el('li', { class: kind },
      el('span', { class: 'at' },
        known ? el('time', { datetime: new Date(at).toISOString(), title: inFull(at) }, when(at)) : el('span', { class: 'soft' }, 'now'),
        el('span', { class: 'soft' }, offset)),
      el('div', {}, content));
  }));
}

function list(title, entries) {
  return entries.length ? [el('dt', {}, title), ...entries.map(entry => el('dd', {}, entry))] : [];
}

function analysis(found) {
  if (!found) {
    return '';
  }
  const { root_cause: cause = {}, compliance = {}, learning = {} } = found;
  const parts = [
    ...list('Probably', (cause.causes ?? []).map(one => [el('b', {}, one.what), el('span', { class: 'soft' }, ` ${Math.round(one.confidence * 100)} %`)])),
    ...list('Look at', cause.causes?.[0]?.checks ?? []),
    ...list('Must be done', (compliance.duties ?? []).map(duty => [`${duty.what} (${duty.name})`, el('span', { class: 'soft' }, ` by ${when(Date.parse(duty.due))}`)])),
    ...list('Helped before', (learning.helped ?? []).map(one => one.what)),
    ...list('Seen before', learning.times > 1 ? [count(learning.times, 'time')] : []),
  ];
  return parts.length ? el('section', { 'aria-labelledby': 'analysis-title' },
    el('h3', { id: 'analysis-title' }, 'Analysis'),
    el('dl', { class: 'facts' }, parts),
    cause.served_by ? el('p', { class: 'soft small' }, `by ${cause.served_by.kind} ${cause.served_by.version}`) : '') : '';
}

function facts(alert) {
  const parts = [
    ...list('Type', alert.type && alert.type !== 'alert' ? [alert.type] : []),
    ...list('Name', alert.name ? [alert.name] : []),
    ...list('Owner', alert.owner ? [alert.owner] : []),
    ...list('Affects', alert.affected_systems ?? []),
    ...list('Labels', Object.entries(alert.labels ?? {}).map(([name, value]) => `${name} = ${value}`)),
    ...list('Id', [el('code', {}, alert.id)]),
  ];
  return el('dl', { class: 'facts' }, parts);
}

/** Open if it was. */
function raw(title, value, host) {
  const open = [...host.querySelectorAll('details')].some(one => one.open && one.dataset.of === title);
  return value === undefined ? '' : el('details', { 'data-of': title, open }, el('summary', {}, title), el('pre', { tabindex: '0' }, JSON.stringify(value, null, 2)));
}

/** Draws an alert. Its buttons say in `data-acknowledge`, `data-redeliver` (a target, or nothing for all) and `data-silence` what they are for. */
export function draw(host, alert, filter) {
  const dead = alert.deliveries.filter(delivery => delivery.state === 'dead');
  const focused = focusable(host).indexOf(document.activeElement);
  host.className = `story ${alert.severity} ${alert.status}`;
  replace(host,
    el('header', {},
      el('p', { class: 'above' },
        el('span', { class: 'severity' }, alert.severity), ' ',
        alert.status === 'resolved' ? el('span', { class: 'over' }, 'over') : '', ' ',
        seenTo(alert), ' ',
        el('span', { class: 'service' }, alert.service),
        el('a', { class: 'close', href: to('alerts', '', filter) }, 'Close', unseen(' the story'))),
      el('h2', { tabindex: '-1' }, alert.title)),
    alert.message ? el('div', { class: 'message', tabindex: '0', role: 'group', 'aria-label': 'Message' }, alert.message) : '',
    el('p', { class: 'buttons' },
      alert.acknowledged || alert.status === 'resolved' ? '' : el('button', { type: 'button', 'data-acknowledge': alert.id }, 'Acknowledge…'),
      el('button', { type: 'button', 'data-silence': alert.service }, 'Silence…'),
      dead.length > 1 ? el('button', { type: 'button', 'data-redeliver': '' }, `Redeliver all ${dead.length}`) : ''),
    timeline(alert),
    analysis(alert.analysis),
    facts(alert),
    raw('Details', alert.details, host),
    raw('What else was sent', alert.extra, host));
  const again = focusable(host)[focused];
  if (again && again !== document.activeElement) {
    again.focus({ preventScroll: true });
  }
}

const focusable = host => [...host.querySelectorAll('a, button, summary, pre, h2')];
