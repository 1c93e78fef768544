// One state for all pictures of the group, kept as CSS variables: parts of the picture, so that pictures of different size move alike.
const most = 8;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function show(group, state) {
  const room = (state.z - 1) * 50;
  state.x = clamp(state.x, -room, room);
  state.y = clamp(state.y, -room, room);
  group.style.setProperty('--z', state.z);
  group.style.setProperty('--x', state.x);
  group.style.setProperty('--y', state.y);
  group.toggleAttribute('data-zoomed', state.z > 1);
}

/** Zooms about a point of the picture, given in percent from its middle, so that the point stays where it is. */
function zoom(group, state, factor, px = 0, py = 0) {
  const z = clamp(state.z * factor, 1, most);
  state.x = px - (px - state.x) * (z / state.z);
  state.y = py - (py - state.y) * (z / state.z);
  state.z = z;
  show(group, state);
}

function pointIn(pane, event) {
  const box = pane.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width - .5) * 100, ((event.clientY - box.top) / box.height - .5) * 100];
}

function onKey(group, state, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('[data-pane]') === null) {
    return;
  }

  const step = 8;
  const arrows = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (event.key === '+' || event.key === '=') {
    zoom(group, state, 1.25);
  } else if (event.key === '-') {
    zoom(group, state, .8);
  } else if (event.key === '0') {
    zoom(group, state, 0);
  } else if (arrows[event.key] !== undefined && state.z > 1) {
    state.x += arrows[event.key][0];
    state.y += arrows[event.key][1];
    show(group, state);
  } else {
    return;
  }

  event.preventDefault();
  event.stopPropagation();
}

function followPointers(group, state) {
  const pointers = new Map();
  group.addEventListener('pointerdown', event => {
    const pane = event.target.closest('[data-pane]');
    if (pane === null || event.target.closest('button, a, [data-own-drag]') !== null || (state.z === 1 && event.pointerType === 'mouse')) {
      return;
    }

    pointers.set(event.pointerId, event);
    if (state.z > 1) {
      pane.setPointerCapture(event.pointerId);
    }
  });
  group.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    const pane = event.target.closest?.('[data-pane]');
    if (before === undefined || pane === null || pane === undefined) {
      return;
    }

    const others = [...pointers.values()].filter(p => p.pointerId !== event.pointerId);
    if (others.length === 1) {
      const distance = p => Math.hypot(p.clientX - others[0].clientX, p.clientY - others[0].clientY);
      zoom(group, state, distance(event) / Math.max(1, distance(before)), ...pointIn(pane, event));
    } else if (state.z > 1) {
      const box = pane.getBoundingClientRect();
      state.x += (event.clientX - before.clientX) / box.width * 100;
      state.y += (event.clientY - before.clientY) / box.height * 100;
      show(group, state);
    }

    pointers.set(event.pointerId, event);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    group.addEventListener(end, event => pointers.delete(event.pointerId));
  }
}

/** Listeners live and die with the element. */
export function attach(group) {
  if (group === null) {
    return;
  }

  const state = { z: 1, x: 0, y: 0 };
  group.addEventListener('click', event => {
    switch (event.target.closest('[data-zoom]')?.dataset.zoom) {
      case 'in': zoom(group, state, 1.5); break;
      case 'out': zoom(group, state, 1 / 1.5); break;
      case 'reset': zoom(group, state, 0); break;
    }
  });
  group.addEventListener('wheel', event => {
    const pane = event.target.closest('[data-pane]');
    if (pane !== null && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      zoom(group, state, Math.exp(-event.deltaY / 200), ...pointIn(pane, event));
    }
  }, { passive: false });
  group.addEventListener('keydown', event => onKey(group, state, event));
  followPointers(group, state);
}
