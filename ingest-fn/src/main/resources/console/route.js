// What the page shows is in its address, after the #: a view, an alert's id, and the filter.

export const VIEWS = ['alerts', 'lanes', 'meetings', 'silences'];
export const FILTERS = ['service', 'severity', 'status', 'target', 'state', 'channel', 'owner', 'acknowledged', 'from', 'to'];

/** Where the page is. Whatever makes no sense leads to the alerts. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, id = ''] = path.split('/');
  const given = new URLSearchParams(query);
  const filter = {};
  for (const name of FILTERS) {
    const value = given.get(name)?.trim();
    if (value) {
      filter[name] = value;
    }
  }
  return { view: VIEWS.includes(view) ? view : 'alerts', id: decode(id), filter };
}

function decode(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The address of a view, or of an alert under a filter. */
export function to(view, id = '', filter = {}) {
  const query = new URLSearchParams(filter).toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ''}${query ? `?${query}` : ''}`;
}

/** Changes the filter without a new step in the browser's history. */
export function narrow(filter) {
  const { view, id } = here();
  history.replaceState(null, '', to(view, id, filter));
}
