// Keys of the keyboard, for those who do not want to reach for anything else.

const OFF = 'tocsin.letters.off';

export const lettersOn = () => sessionStorage.getItem(OFF) === null;

/** Whoever speaks to the machine, or hits keys by chance, can do without. */
export function turnLetters(on) {
  if (on) {
    sessionStorage.removeItem(OFF);
  } else {
    sessionStorage.setItem(OFF, 'true');
  }
}

const writes = element => element.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');

/** Calls what a key stands for, by `event.key`. What is typed into a field is left alone, but for Escape. */
export function listen(keys) {
  document.addEventListener('keydown', event => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key !== 'Escape' && writes(target)) {
      return;
    }
    if (event.key.length === 1 && !lettersOn()) {
      return;
    }
    if (keys[event.key]?.(target) === true) {
      event.preventDefault();
    }
  });
}
