// Makes elements. Text only ever becomes text: there is no way from a string to markup here.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name === 'on') {
      Object.entries(value).forEach(([event, heard]) => element.addEventListener(event, heard));
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat().filter(one => one !== undefined && one !== null && one !== ''));
  return element;
}

/** An element of HTML; `on` has its listeners, everything else is an attribute. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An element of SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export const byId = id => document.getElementById(id);

/** Text for those who hear the page. */
export const unseen = text => el('span', { class: 'hidden-text' }, text);

/** A link to elsewhere, if it leads to a page; an address that would do something else is shown as text. */
export function outside(address, text) {
  let scheme = '';
  try {
    scheme = new URL(address).protocol;
  } catch {
    // No address: shown as it is.
  }
  return scheme === 'https:' || scheme === 'http:'
    ? el('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text)
    : el('span', {}, `${text}: ${address}`);
}

/** Puts new content in place of the old, unless it is the same. */
export function replace(host, ...children) {
  const next = document.createElement('div');
  next.append(...children);
  if (host.childNodes.length === next.childNodes.length && [...host.childNodes].every((one, i) => one.isEqualNode(next.childNodes[i]))) {
    return;
  }
  host.replaceChildren(...next.childNodes);
}
