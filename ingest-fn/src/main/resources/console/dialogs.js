// The dialogs: which key to use, what to acknowledge and to silence, and help.

import { keep, key, secret, send } from './api.js';
import { byId } from './dom.js';
import { lettersOn, turnLetters } from './keyboard.js';

const MINUTE = 60_000;

const keyForm = byId('key-form');
const silenceForm = byId('silence-form');
const acknowledgeForm = byId('acknowledge-form');

function open(id) {
  byId(id).querySelectorAll('.wrong').forEach(one => { one.textContent = ''; });
  byId(id).showModal();
}

const close = id => byId(id).close();

/** Asks for a key; with `why`, says what for. */
export function askKey(why = '') {
  keyForm.elements.key.value = key();
  keyForm.elements.secret.value = secret();
  open('key-dialog');
  keyForm.querySelector('.wrong').textContent = why;
  keyForm.elements[key() ? 'secret' : 'key'].focus();
}

/** Asks what to silence, with one service's alerts as a start. */
export function askSilence(service = '') {
  if (!key() || !secret()) {
    askKey('To silence it takes a key with the scope admin, and its secret.');
    return;
  }
  silenceForm.reset();
  silenceForm.elements.matchers.value = service && !/[\r\n]/.test(service) ? `service=${service}` : '';
  open('silence-dialog');
  silenceForm.elements[service ? 'reason' : 'matchers'].focus();
}

/** Asks whether there is more to say about seeing to an alert. */
export function askAcknowledge(alert) {
  if (!key() || !secret()) {
    askKey('To acknowledge it takes a key with the scope admin, and its secret.');
    return;
  }
  acknowledgeForm.reset();
  acknowledgeForm.dataset.alert = alert;
  open('acknowledge-dialog');
  acknowledgeForm.elements.note.focus();
}

export function help() {
  byId('letters').checked = lettersOn();
  open('help-dialog');
}

/** Sends what a form asks for; what is refused is said in it. */
function submit(form, dialog, ask) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    button.disabled = true;
    try {
      await ask(() => close(dialog));
    } catch (refusal) {
      form.querySelector('.wrong').textContent = refusal.message;
    } finally {
      button.disabled = false;
    }
  });
}

/** Connects the dialogs; `heard` are keyChanged(), acknowledged(acknowledgement) and silenced(silence). */
export function connect(heard) {
  document.querySelectorAll('dialog [data-close]').forEach(
    button => button.addEventListener('click', () => button.closest('dialog').close()));
  byId('key-open').addEventListener('click', () => askKey());
  byId('help-open').addEventListener('click', help);
  byId('letters').addEventListener('change', event => turnLetters(event.target.checked));
  byId('key-forget').addEventListener('click', () => {
    keep('', '');
    close('key-dialog');
    heard.keyChanged();
  });
  keyForm.addEventListener('submit', event => {
    event.preventDefault();
    keep(keyForm.elements.key.value.trim(), keyForm.elements.secret.value.trim());
    close('key-dialog');
    heard.keyChanged();
  });
  // What was typed does not stay behind in the page.
  byId('key-dialog').addEventListener('close', () => keyForm.reset());
  submit(acknowledgeForm, 'acknowledge-dialog', async done => {
    const note = acknowledgeForm.elements.note.value.trim();
    const alert = acknowledgeForm.dataset.alert;
    const answer = await send('/api/v1/acknowledge', note ? { alert, note } : { alert });
    done();
    heard.acknowledged(answer.acknowledged);
  });
  submit(silenceForm, 'silence-dialog', async done => {
    const { matchers, reason, for: minutes } = silenceForm.elements;
    const silence = await send('/api/v1/silences', {
      matchers: matchers.value.split('\n').map(line => line.trim()).filter(line => line),
      reason: reason.value.trim(),
      ends_at: new Date(Date.now() + Number(minutes.value) * MINUTE).toISOString(),
    });
    done();
    heard.silenced(silence);
  });
}
