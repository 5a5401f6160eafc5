// Asks the API this page came from, and nothing else.

const KEY = 'tocsin.key';
const SECRET = 'tocsin.secret';
const PATIENCE_MS = 20_000;
const MOST_KNOWN = 20;

/** What was answered last, by path, where the answer had a tag. */
const known = new Map();

export const key = () => sessionStorage.getItem(KEY) ?? '';
export const secret = () => sessionStorage.getItem(SECRET) ?? '';

/** Kept by this tab alone, and gone when it is closed. */
export function keep(newKey, newSecret) {
  known.clear();
  for (const [name, value] of [[KEY, newKey], [SECRET, newSecret]]) {
    if (value) {
      sessionStorage.setItem(name, value);
    } else {
      sessionStorage.removeItem(name);
    }
  }
}

/** The answer was no; the message says what to mend. Status 0: there was no answer. */
export class Refusal extends Error {
  constructor(status, message, retryAfterMs = 0) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, {
      ...options, cache: 'no-store', credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (e) {
    throw new Refusal(0, e.name === 'TimeoutError' ? 'Tocsin did not answer in time' : 'Tocsin cannot be reached');
  }
  if (response.ok || response.status === 304) {
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  throw new Refusal(
    response.status,
    typeof problem.message === 'string' ? problem.message : `Tocsin answered ${response.status}`,
    1000 * (Number(response.headers.get('Retry-After')) || 0));
}

/** Headers hold no other characters, and nothing would be sent. */
function headerKey() {
  if (!/^[\x21-\x7e]+$/.test(key())) {
    throw new Refusal(401, 'That is no key: it has characters that no key has');
  }
  return key();
}

/** Reads JSON; what has not changed since is not sent again. */
export async function read(path) {
  const headers = { Accept: 'application/json' };
  if (key()) {
    headers['X-API-Key'] = headerKey();
  }
  const before = known.get(path);
  if (before) {
    headers['If-None-Match'] = before.tag;
  }
  const response = await ask(path, { headers });
  if (response.status === 304 && before) {
    return before.json;
  }
  const json = await response.json();
  known.delete(path);
  const tag = response.headers.get('ETag');
  if (tag) {
    known.set(path, { tag, json });
    if (known.size > MOST_KNOWN) {
      known.delete(known.keys().next().value);
    }
  }
  return json;
}

/** Lower-case hex of the HMAC-SHA256 of timestamp, a dot and the body, by the secret. */
async function signature(timestamp, body) {
  const utf8 = new TextEncoder();
  const signer = await crypto.subtle.importKey('raw', utf8.encode(secret()), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = await crypto.subtle.sign('HMAC', signer, utf8.encode(`${timestamp}.${body}`));
  return [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends JSON, signed. */
export async function send(path, value) {
  if (!globalThis.crypto?.subtle) {
    throw new Refusal(0, 'Browsers sign only on pages that came over HTTPS, or from this machine');
  }
  if (!key() || !secret()) {
    throw new Refusal(401, 'This takes a key with the scope admin, and its secret');
  }
  const body = JSON.stringify(value);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await ask(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-Key': headerKey(),
      'X-Timestamp': timestamp,
      'X-Signature': await signature(timestamp, body),
    },
    body,
  });
  return response.json();
}
