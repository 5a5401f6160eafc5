// The latest meetings.

import { read } from './api.js';
import { el, outside, replace } from './dom.js';
import { to } from './route.js';
import { inFull } from './words.js';

function row(meeting) {
  const [alert] = meeting.latest_alerts ?? [];
  const start = meeting.scheduled_time ? Date.parse(meeting.scheduled_time) : undefined;
  const title = meeting.title ?? meeting.about.service;
  return el('tr', { class: meeting.state },
    el('td', {}, start === undefined ? el('span', { class: 'soft' }, 'not set yet')
      : el('time', { datetime: meeting.scheduled_time }, inFull(start))),
    el('td', {}, meeting.duration_minutes === undefined ? '' : `${meeting.duration_minutes} min`),
    el('th', { scope: 'row' }, alert ? el('a', { href: to('alerts', alert) }, title) : title),
    el('td', {}, meeting.urgency?.level.toLowerCase() ?? ''),
    el('td', {}, meeting.state, meeting.because ? el('span', { class: 'soft' }, ` ${meeting.because}`) : '',
      (meeting.to_do ?? []).filter(errand => errand.failure).map(errand =>
        el('span', { class: 'reason' }, `${errand.what.replaceAll('_', ' ')} failed: ${errand.failure}`))),
    el('td', {}, (meeting.attendees ?? []).map(one => one.name || one.address).join(', ')),
    el('td', {}, meeting.booking?.url ? outside(meeting.booking.url, meeting.booking.provider) : meeting.booking?.provider ?? ''));
}

/** Loads and draws them. */
export async function show(host) {
  const { meetings } = await read('/meetings/recent?limit=50');
  replace(host, meetings.length === 0
    ? el('p', { class: 'soft' }, 'No meetings yet. Alerts become meetings where a route leads to a target of the channel meeting.')
    : el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of meetings' }, el('table', {},
      el('thead', {}, el('tr', {}, ['When', 'Length', 'About', 'Urgency', 'State', 'Who', 'Where'].map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, meetings.map(row)))));
}
