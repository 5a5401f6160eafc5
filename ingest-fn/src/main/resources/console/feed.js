// The alerts that have been loaded, newest first.

import { read } from './api.js';

const PAGE = 50;
const MOST = 2000;

/** Alerts under one filter. `next` is the cursor of those before the oldest, null when there are none. */
export class Feed {
  constructor(filter) {
    this.filter = filter;
    this.alerts = [];
    this.next = null;
    this.loaded = false;
    this.refused = [];
  }

  #path(cursor) {
    const query = new URLSearchParams({ limit: String(PAGE), ...this.filter });
    for (const bound of ['from', 'to']) {
      const time = Date.parse(this.filter[bound] ?? '');
      query.delete(bound);
      if (!Number.isNaN(time)) {
        query.set(bound, new Date(time).toISOString());
      }
    }
    if (cursor) {
      query.set('cursor', cursor);
    }
    return `${Object.keys(this.filter).length ? '/api/v1/alerts' : '/alerts/recent'}?${query}`;
  }

  /** Loads the latest; returns those that were not there before. */
  async refresh() {
    const page = await read(this.#path());
    const before = new Map(this.alerts.map(alert => [alert.id, alert]));
    const fresh = page.alerts.filter(alert => !before.has(alert.id));
    const latest = new Set(page.alerts.map(alert => alert.id));
    const older = this.alerts.filter(alert => !latest.has(alert.id));
    if (!this.loaded || (fresh.length === PAGE && page.next)) {
      // So much is new that there may be a gap: what is below it can be loaded again.
      this.alerts = page.alerts;
      this.next = page.next;
    } else {
      this.alerts = [...page.alerts, ...older].slice(0, MOST);
    }
    this.refused = page.refused ?? [];
    const first = !this.loaded;
    this.loaded = true;
    return first ? [] : fresh;
  }

  /** Loads the page below. */
  async older() {
    const page = await read(this.#path(this.next));
    const there = new Set(this.alerts.map(alert => alert.id));
    this.alerts = [...this.alerts, ...page.alerts.filter(alert => !there.has(alert.id))];
    this.next = this.alerts.length < MOST ? page.next : null;
  }
}
