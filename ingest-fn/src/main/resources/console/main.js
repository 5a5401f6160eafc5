// The console: shows what its address says, and keeps it up to date.

import { Refusal, key, read, send } from './api.js';
import { hours, times } from './charts.js';
import { askAcknowledge, askKey, askSilence, connect, help } from './dialogs.js';
import { byId, el, replace } from './dom.js';
import { Feed } from './feed.js';
import { listen } from './keyboard.js';
import * as lanes from './lanes.js';
import * as list from './list.js';
import * as meetings from './meetings.js';
import { FILTERS, VIEWS, here, narrow, to } from './route.js';
import * as silences from './silences.js';
import { draw } from './story.js';
import { SEVERITIES, clock, count } from './words.js';

const LOOK_AGAIN_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;
const TYPING_MS = 350;

const filterForm = byId('filter');
const storyHost = byId('story');

let feed = new Feed({});
let shownStory = '';
let storyFocus = false;
let timer = 0;
let round = 0;
let failures = 0;

function say(words) {
  byId('said').textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId('said').textContent = ''; }, 8000);
}

function notice(words, ...more) {
  byId('notice').hidden = !words;
  replace(byId('notice'), words, ...more);
}

/** Said to those who do not see the list: how many came, and the worst of them. */
function tell(fresh) {
  if (fresh.length) {
    const [worst] = [...fresh].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
    byId('news').textContent = `${count(fresh.length, 'new alert')}; ${worst.severity}: ${worst.title}`;
  }
}

function drawAlerts(fresh = []) {
  list.show(feed.alerts, new Set(fresh.map(alert => alert.id)), feed.filter);
  byId('count').textContent = feed.loaded ? list.summary(feed) : 'Loading…';
  byId('older').hidden = !feed.next;
  byId('filter-clear').hidden = Object.keys(feed.filter).length === 0;
  const targets = [...new Set(feed.alerts.flatMap(alert => alert.deliveries.map(delivery => delivery.target)))].sort();
  replace(byId('targets'), ...targets.map(target => el('option', { value: target })));
  drawCharts();
}

function drawCharts() {
  document.querySelector('.charts').hidden = !feed.loaded;
  if (feed.loaded) {
    hours(byId('hours'), byId('legend'), feed, Date.now());
    times(byId('times'), feed);
  }
}

/** The story of the alert in the address, or none. */
async function refreshStory() {
  const { id } = here();
  storyHost.hidden = !id;
  byId('alerts').classList.toggle('told', Boolean(id));
  list.mark();
  if (!id) {
    shownStory = '';
    return;
  }
  let alert;
  try {
    alert = await read(`/api/v1/alerts/${encodeURIComponent(id)}`);
  } catch (refusal) {
    if (refusal.status !== 404) {
      throw refusal;
    }
  }
  if (here().id !== id) {
    return;
  }
  if (alert) {
    draw(storyHost, alert, here().filter);
  } else {
    replace(storyHost, el('h2', { tabindex: '-1' }, 'There is no alert of that id'), el('a', { href: to('alerts') }, 'Close'));
  }
  if (shownStory !== id) {
    shownStory = id;
    storyHost.scrollTop = 0;
    if (storyFocus) {
      storyHost.querySelector('h2')?.focus();
    }
  }
  storyFocus = false;
}

async function refreshAlerts() {
  const asked = feed;
  const fresh = await asked.refresh();
  if (asked === feed) {
    tell(fresh);
    drawAlerts(fresh);
  }
}

const REFRESH = {
  alerts: () => Promise.all([refreshAlerts(), refreshStory()]),
  lanes: () => lanes.show(byId('lanes-body')),
  meetings: () => meetings.show(byId('meetings-body')),
  silences: () => silences.show(byId('silences-body')),
};

function failed(refusal) {
  if (!(refusal instanceof Refusal)) {
    throw refusal;
  }
  const button = [401, 403].includes(refusal.status)
    ? [' ', el('button', { type: 'button', on: { click: () => askKey() } }, key() ? 'Use another key' : 'Use a key')] : [];
  notice(key() || refusal.status !== 401 ? refusal.message : 'Reading needs a key.', ...button);
  byId('pulse').textContent = refusal.status === 0 ? 'no answer' : 'not up to date';
  byId('pulse').className = 'pulse off';
  if (!feed.loaded) {
    // What is there is of another filter or key.
    drawAlerts();
    byId('count').textContent = '';
  }
}

/** Looks for news now, and again after a while: not while nobody looks, and not where no news can come. */
async function refresh() {
  clearTimeout(timer);
  const mine = ++round;
  const { view } = here();
  let pause = LOOK_AGAIN_MS;
  try {
    await REFRESH[view]();
    if (mine === round) {
      failures = 0;
      notice('');
      byId('pulse').textContent = clock(Date.now());
      byId('pulse').className = 'pulse on';
    }
  } catch (refusal) {
    if (mine === round) {
      failed(refusal);
      failures += 1;
      const final = refusal.status >= 400 && refusal.status < 500 && refusal.status !== 429;
      pause = final ? Infinity : Math.min(LONGEST_PAUSE_MS, Math.max(refusal.retryAfterMs, LOOK_AGAIN_MS * 2 ** Math.min(failures, 4)));
    }
  }
  if (mine === round && pause !== Infinity && !document.hidden) {
    timer = setTimeout(refresh, pause);
  }
}

/** Whether the rest of the filter is shown. */
function more(open) {
  byId('filter-rest').hidden = !open;
  byId('filter-more').setAttribute('aria-expanded', String(open));
}

/** Shows the view in the address. */
function show() {
  const { view, filter } = here();
  for (const name of VIEWS) {
    byId(name).hidden = name !== view;
    const link = document.querySelector(`nav [data-view=${name}]`);
    if (name === view) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  document.title = `${view[0].toUpperCase()}${view.slice(1)} · Tocsin`;
  if (JSON.stringify(filter) !== JSON.stringify(feed.filter)) {
    feed = new Feed(filter);
    for (const name of FILTERS) {
      filterForm.elements[name].value = filter[name] ?? '';
    }
    if (['state', 'channel', 'owner', 'acknowledged', 'from', 'to'].some(name => filter[name])) {
      more(true);
    }
  }
  if (view === 'alerts') {
    drawAlerts();
  }
  refresh();
}

function filterChanged() {
  const filter = {};
  for (const name of FILTERS) {
    const value = filterForm.elements[name].value.trim();
    if (value) {
      filter[name] = value;
    }
  }
  narrow(filter);
  if (JSON.stringify(filter) !== JSON.stringify(feed.filter)) {
    feed = new Feed(filter);
    byId('count').textContent = 'Loading…';
    refresh();
  }
}

async function attempt(action) {
  try {
    say(await action());
    refresh();
  } catch (refusal) {
    if (refusal.status === 401 || refusal.status === 403) {
      askKey(refusal.message);
    } else {
      say(refusal.message);
    }
  }
}

function redeliver(target) {
  const alert = here().id;
  return attempt(async () => {
    const { targets } = await send('/api/v1/redeliver', target ? { alert, target } : { alert });
    return `Told again: ${targets.join(', ')}`;
  });
}

function endSilence(id) {
  return attempt(async () => {
    const silence = await send('/api/v1/silences/end', { id });
    return `No longer silenced: ${silence.matchers.join(', ')}`;
  });
}

/** Goes to the next alert; where a story is open, to its story. */
function step(by) {
  if (here().view !== 'alerts') {
    return false;
  }
  const told = here().id && storyHost.contains(document.activeElement);
  const id = list.step(by);
  if (!id) {
    return false;
  }
  if (told) {
    storyFocus = true;
    location.replace(to('alerts', id, here().filter));
  } else {
    list.focus();
  }
  return true;
}

function escape(target) {
  if (target.closest('#filter')) {
    list.focus();
    return true;
  }
  const { id, filter, view } = here();
  if (view !== 'alerts' || !id) {
    return false;
  }
  location.hash = to('alerts', '', filter);
  storyHost.hidden = true;
  byId('alerts').classList.remove('told');
  list.focus(id);
  return true;
}

const view = name => () => {
  location.hash = to(name);
  return true;
};
const inList = (by, target) => list.contains(target) && step(by);

listen({
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: target => inList(1, target),
  ArrowUp: target => inList(-1, target),
  Escape: escape,
  '/': () => {
    if (here().view !== 'alerts') {
      location.hash = to('alerts');
      show();
    }
    filterForm.elements.service.focus();
    filterForm.elements.service.select();
    return true;
  },
  '?': () => {
    help();
    return true;
  },
  ...Object.fromEntries(VIEWS.map((name, i) => [String(i + 1), view(name)])),
});

connect({
  keyChanged: () => {
    feed = new Feed(here().filter);
    replace(storyHost);
    show();
  },
  acknowledged: ({ by }) => {
    say(`Acknowledged by ${by}`);
    refresh();
  },
  silenced: silence => {
    say(`Silenced until ${clock(Date.parse(silence.ends_at))}: ${silence.matchers.join(', ')}`);
    refresh();
  },
});

filterForm.addEventListener('submit', event => {
  event.preventDefault();
  filterChanged();
});
filterForm.addEventListener('input', event => {
  clearTimeout(filterForm.timer);
  filterForm.timer = setTimeout(filterChanged, event.target.matches('select') ? 0 : TYPING_MS);
});
// The fields are empty only after this event.
filterForm.addEventListener('reset', () => setTimeout(filterChanged));
byId('filter-more').addEventListener('click', () => more(byId('filter-rest').hidden));
byId('older').addEventListener('click', () => {
  const asked = feed;
  return asked.older().then(() => asked === feed && drawAlerts(), failed);
});
byId('list').addEventListener('click', () => { storyFocus = true; });
storyHost.addEventListener('click', event => {
  const { acknowledge: alert, redeliver: target, silence: service } = event.target.closest('button')?.dataset ?? {};
  if (target !== undefined) {
    redeliver(target);
  } else if (alert !== undefined) {
    askAcknowledge(alert);
  } else if (service !== undefined) {
    askSilence(service);
  } else if (event.target.closest('.close')) {
    list.focus(here().id);
  }
});
byId('silence-new').addEventListener('click', () => askSilence());
byId('silences-body').addEventListener('click', event => {
  const id = event.target.closest('button')?.dataset.end;
  if (id) {
    endSilence(id);
  }
});
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  byId('main').focus();
});
addEventListener('hashchange', show);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
new ResizeObserver(() => requestAnimationFrame(() => here().view === 'alerts' && drawCharts())).observe(document.querySelector('.side'));
show();
