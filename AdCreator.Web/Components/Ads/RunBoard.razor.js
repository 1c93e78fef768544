// Keys press the tile's own buttons, so that they can do nothing the buttons could not. Never while a field has the focus.
const listeners = new WeakMap();

function isField(element) {
  return element.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null;
}

function move(board, tile, step) {
  // Without a tile, arrows scroll the page or move in whatever has the focus.
  if (tile === null) {
    return;
  }

  const tiles = [...board.querySelectorAll('article')];
  tiles[tiles.indexOf(tile) + step]?.focus();
}

function onKey(board, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) {
    return;
  }

  const tile = document.activeElement?.closest('article') ?? null;
  const press = name => tile?.querySelector(`button.${name}`)?.click();
  switch (event.key) {
    case 'ArrowRight': case 'ArrowDown': move(board, tile, 1); break;
    case 'ArrowLeft': case 'ArrowUp': move(board, tile, -1); break;
    case 'a': case 'A': press('approve'); break;
    case 'r': case 'R': press('reject'); break;
    case 'Enter':
      if (event.target !== tile) {
        return;
      }

      press('open');
      break;
    case '?': board.querySelector('[data-keys]').toggleAttribute('open'); break;
    default: return;
  }

  if (tile !== null || event.key === '?') {
    event.preventDefault();
  }
}

/** Listens, and goes to the ad that the address names, now that its tile is there. */
export function attach(board) {
  if (board === null) {
    return;
  }

  const named = location.hash.startsWith('#ad-') ? document.getElementById(location.hash.slice(1)) : null;
  named?.scrollIntoView({ block: 'center' });
  named?.focus({ preventScroll: true });
  const listener = event => onKey(board, event);
  listeners.set(board, listener);
  document.addEventListener('keydown', listener);
}

export function detach(board) {
  document.removeEventListener('keydown', listeners.get(board));
}
