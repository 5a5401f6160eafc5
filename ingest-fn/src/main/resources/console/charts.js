// Two charts of what has been loaded, drawn as SVG.

import { el, replace, svg } from './dom.js';
import { SEVERITIES, clock, count, length, percentile, took } from './words.js';

const HOURS = 24;
const HOUR = 3_600_000;
const HEIGHT = 104;
const BASE = HEIGHT - 18;
const ROWS = 4;
const ROW = 20;

/** Marks of the logarithmic scale, in milliseconds. */
const MARKS = [100, 1000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000, 864_000_000];

const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const text = (x, y, content, attributes = {}) => svg('text', { x, y, ...attributes }, content);
const line = (name, x1, y1, x2, y2) => svg('line', { class: name, x1, y1, x2, y2 });

function picture(host, label, width, parts) {
  replace(host, svg('svg', { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label }, parts));
}

function hour(start, bar) {
  return `${clock(start).slice(0, 5)}: ${SEVERITIES.filter(one => bar[one]).map(one => `${bar[one]} ${one}`).join(', ')}`;
}

/** Alerts in each of the last 24 hours, the most severe at the bottom; says where they were not loaded. */
export function hours(host, legend, feed, now) {
  const width = Math.max(160, host.clientWidth);
  const start = Math.floor(now / HOUR) * HOUR - (HOURS - 1) * HOUR;
  const bars = Array.from({ length: HOURS }, () => Object.fromEntries(SEVERITIES.map(one => [one, 0])));
  const inside = feed.alerts.filter(alert => Date.parse(alert.received_at) >= start);
  for (const alert of inside) {
    bars[Math.min(HOURS - 1, Math.floor((Date.parse(alert.received_at) - start) / HOUR))][alert.severity] += 1;
  }
  const sums = bars.map(bar => SEVERITIES.reduce((sum, one) => sum + bar[one], 0));
  const most = Math.max(1, ...sums);
  const left = 8 + 7 * String(most).length;
  const top = 10;
  const step = (width - left) / HOURS;
  const parts = [
    line('grid', left, top + 0.5, width, top + 0.5),
    text(left - 4, top + 4, String(most), { 'text-anchor': 'end' }),
    text(left - 4, BASE + 4, '0', { 'text-anchor': 'end' }),
  ];
  const oldest = feed.alerts.length ? Date.parse(feed.alerts.at(-1).received_at) : now;
  if (feed.next && oldest > start) {
    const end = ((oldest - start) / HOUR) * step;
    parts.push(svg('rect', { class: 'unknown', x: left, y: top, width: end, height: BASE - top }));
    if (end > 80) {
      parts.push(text(left + end / 2, (BASE + top) / 2 + 4, 'not loaded', { 'text-anchor': 'middle' }));
    }
  }
  bars.forEach((bar, i) => {
    let y = BASE;
    const stack = svg('g', {}, svg('title', {}, hour(start + i * HOUR, bar)));
    for (const severity of SEVERITIES.filter(one => bar[one])) {
      const height = (bar[severity] / most) * (BASE - top);
      y -= height;
      stack.append(svg('rect', { class: severity, x: left + i * step + 1, y, width: Math.max(1, step - 2), height: Math.max(1, height - 0.5) }));
    }
    parts.push(sums[i] ? stack : '');
    if (i % 6 === 5) {
      const last = i === HOURS - 1;
      parts.push(text(last ? width : left + (i + 0.5) * step, HEIGHT - 4, clock(start + i * HOUR).slice(0, 5), { 'text-anchor': last ? 'end' : 'middle' }));
    }
  });
  parts.push(line('axis', left, BASE + 0.5, width, BASE + 0.5));
  const told = SEVERITIES.map(one => [inside.filter(alert => alert.severity === one).length, one]).filter(([n]) => n);
  replace(legend, ...told.map(([n, one]) => el('span', { class: `legend ${one}` }, `${n} ${one}`)));
  picture(host, `Last 24 hours: ${told.map(([n, one]) => `${n} ${one}`).join(', ') || 'none'}; at most ${Math.max(...sums)} in an hour`, width, parts);
}

/** Each target's times to deliver, sorted, the slowest target first. */
function targets(alerts) {
  const found = new Map();
  for (const alert of alerts) {
    for (const delivery of alert.deliveries) {
      const ms = took(alert, delivery);
      if (ms !== undefined) {
        found.set(delivery.target, [...(found.get(delivery.target) ?? []), ms]);
      }
    }
  }
  return [...found].map(([target, all]) => {
    all.sort((one, other) => one - other);
    return { target, n: all.length, p50: percentile(all, 0.5), p95: percentile(all, 0.95) };
  }).sort((one, other) => other.p95 - one.p95);
}

/** For each target the median (a dot) and the 95th percentile (a tick) of the time to deliver. */
export function times(host, feed) {
  const width = Math.max(160, host.clientWidth);
  const rows = targets(feed.alerts);
  if (rows.length === 0) {
    picture(host, 'Nothing loaded was delivered', width, [text(0, 24, 'Nothing loaded was delivered.')]);
    return;
  }
  const shown = rows.slice(0, rows.length > ROWS ? ROWS - 1 : ROWS);
  const left = Math.min(150, width * 0.32);
  const room = Math.max(20, width - left - 112);
  const marks = MARKS.slice(0, 1 + Math.max(2, MARKS.findIndex(mark => mark >= rows[0].p95)));
  const x = ms => left + (Math.log(Math.max(ms, MARKS[0]) / MARKS[0]) / Math.log(marks.at(-1) / MARKS[0])) * room;
  const parts = marks.flatMap(mark => [
    line('grid', x(mark), 4, x(mark), BASE),
    text(x(mark), HEIGHT - 4, length(mark).replace(/\.0+ /, ' '), { 'text-anchor': 'middle' }),
  ]);
  shown.forEach((row, i) => {
    const y = 14 + i * ROW;
    parts.push(
      text(0, y + 4, short(row.target, Math.floor(left / 6.6))),
      svg('g', {},
        svg('title', {}, `${row.target}: ${count(row.n, 'delivery', 'deliveries')}, median ${length(row.p50)}, p95 ${length(row.p95)}`),
        line('span', x(row.p50), y, x(row.p95), y),
        line('tick', x(row.p95), y - 5, x(row.p95), y + 5),
        svg('circle', { class: 'middle', cx: x(row.p50), cy: y, r: 4.5 })),
      text(width, y + 4, `${length(row.p50)} · ${length(row.p95)}`, { 'text-anchor': 'end', class: 'value' }));
  });
  if (rows.length > shown.length) {
    parts.push(text(0, 18 + shown.length * ROW, `and ${count(rows.length - shown.length, 'faster target')}`));
  }
  picture(host, `From receipt to delivery, median and 95th percentile: ${rows.map(row => `${row.target} ${length(row.p50)} and ${length(row.p95)}`).join('; ')}`, width, parts);
}
