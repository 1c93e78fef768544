// Keys press the page's own buttons, so that they can do nothing the buttons could not. Single keys never while a field has the focus.
const listeners = new WeakMap();

const isField = element => element.closest('input, textarea, select, [contenteditable]') !== null;

function press(desk, key) {
  const button = desk.querySelector(`[data-key="${key}"]`);
  if (button === null || button.disabled) {
    return false;
  }

  button.click();
  return true;
}

/** The panel's own button, else the page's. What costs money is only brought into view and focused: Enter on it orders. */
function pressPrimary(desk) {
  const buttons = [...desk.querySelectorAll('[data-primary]')];
  const button = buttons.find(b => b.dataset.primary === 'panel') ?? buttons[0];
  if (button === undefined || button.disabled) {
    return false;
  }

  if (button.hasAttribute('data-spends')) {
    button.focus();
    return true;
  }

  button.click();
  return true;
}

function move(desk, step) {
  const items = [...desk.querySelectorAll('a[data-ad]')];
  const at = items.findIndex(i => i.getAttribute('aria-current') === 'true');
  const next = items[at + step];
  next?.click();
  next?.focus();
  return next !== undefined;
}

function onSingleKey(desk, event) {
  switch (event.key) {
    case 'ArrowRight': case 'ArrowDown': return move(desk, 1);
    case 'ArrowLeft': case 'ArrowUp': return move(desk, -1);
    case 'Enter': {
      const pane = event.target.matches('a[data-ad], body, h1, h2, main') ? desk.querySelector('[data-pane]') : null;
      pane?.focus();
      return pane !== null && pane !== undefined;
    }
    case '?': {
      const keys = desk.querySelector('[data-keys]');
      keys?.toggleAttribute('open');
      if (keys?.open) {
        keys.scrollIntoView({ block: 'nearest' });
      }
      return true;
    }
    default: return /^[aregcz]$/i.test(event.key) && press(desk, event.key.toLowerCase());
  }
}

function onKey(desk, event) {
  const target = event.target;
  if (event.defaultPrevented || !desk.isConnected || (target !== document.body && !document.querySelector('main')?.contains(target))) {
    return;
  }

  if (event.key === 'Escape') {
    press(desk, 'escape');
    return;
  }

  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    if (pressPrimary(desk)) {
      event.preventDefault();
    }

    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || isField(target)) {
    return;
  }

  if (onSingleKey(desk, event)) {
    event.preventDefault();
  }
}

export function attach(desk) {
  if (desk === null) {
    return;
  }

  const listener = event => onKey(desk, event);
  listeners.set(desk, listener);
  document.addEventListener('keydown', listener);
  desk.toggleAttribute('data-ready', true);
}

export function detach(desk) {
  document.removeEventListener('keydown', listeners.get(desk));
}

/** Gives the focus back to the button that opened what was closed. */
export function focusKey(desk, key) {
  (desk?.querySelector(`[data-key="${key}"]:not(:disabled)`) ?? desk?.querySelector('#ad-title'))?.focus();
}
