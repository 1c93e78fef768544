// The brush. A mask canvas holds how opaque the cut-out is; what is seen is the photo through it, over its faint self.
const brushes = new WeakMap();
const ghost = 0.22;
const mostUndo = 40;
const zooms = [1, 1.5, 2, 3, 4, 6, 8];

async function load(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

function canvasOf(width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function show(brush, box) {
  const { x, y, width, height } = box;
  const context = brush.context;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.clearRect(x, y, width, height);
  context.drawImage(brush.mask, x, y, width, height, x, y, width, height);
  context.globalCompositeOperation = 'source-in';
  context.drawImage(brush.photo, x, y, width, height, x, y, width, height);
  context.globalCompositeOperation = 'destination-over';
  context.globalAlpha = ghost;
  context.drawImage(brush.photo, x, y, width, height, x, y, width, height);
  context.restore();
}

function boxOf(brush, points) {
  const reach = brush.size / 2 + 2;
  const left = Math.max(0, Math.floor(Math.min(...points.map(p => p.x)) - reach));
  const top = Math.max(0, Math.floor(Math.min(...points.map(p => p.y)) - reach));
  const right = Math.min(brush.mask.width, Math.ceil(Math.max(...points.map(p => p.x)) + reach));
  const bottom = Math.min(brush.mask.height, Math.ceil(Math.max(...points.map(p => p.y)) + reach));
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

function join(one, other) {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return { x, y, width: Math.max(one.x + one.width, other.x + other.width) - x, height: Math.max(one.y + one.height, other.y + other.height) - y };
}

function begin(brush, point) {
  brush.before.getContext('2d').drawImage(brush.mask, 0, 0);
  brush.stroke = boxOf(brush, [point]);
  brush.at = point;
  stroke(brush, point);
}

function stroke(brush, point) {
  const context = brush.mask.getContext('2d');
  context.globalCompositeOperation = brush.tool === 'erase' ? 'destination-out' : 'source-over';
  context.lineCap = 'round';
  context.lineWidth = brush.size;
  context.beginPath();
  context.moveTo(brush.at.x, brush.at.y);
  context.lineTo(point.x + 0.01, point.y);
  context.stroke();
  const box = boxOf(brush, [brush.at, point]);
  brush.stroke = join(brush.stroke, box);
  brush.at = point;
  show(brush, box);
}

function end(brush) {
  if (brush.stroke) {
    const { x, y, width, height } = brush.stroke;
    brush.undo.push({ x, y, pixels: brush.before.getContext('2d').getImageData(x, y, width, height) });
    brush.undo.splice(0, brush.undo.length - mostUndo);
    brush.before.getContext('2d').clearRect(0, 0, brush.mask.width, brush.mask.height);
    brush.stroke = null;
  }
}

const scaleOf = brush => brush.canvas.clientWidth / brush.canvas.width;

function placeOf(brush, event) {
  const box = brush.canvas.getBoundingClientRect();
  const scale = scaleOf(brush);
  return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
}

function ring(brush, point) {
  const scale = scaleOf(brush);
  const side = Math.max(4, brush.size * scale);
  brush.cursor = point;
  brush.ring.style.visibility = brush.tool === 'move' ? 'hidden' : 'visible';
  brush.ring.style.inlineSize = brush.ring.style.blockSize = `${side}px`;
  brush.ring.style.transform = `translate(${point.x * scale - side / 2}px, ${point.y * scale - side / 2}px)`;
}

function onPointer(event) {
  const brush = brushes.get(event.currentTarget);
  const point = placeOf(brush, event);
  if (event.type === 'pointerdown' && event.button === 0) {
    brush.canvas.setPointerCapture(event.pointerId);
    brush.pointer = { id: event.pointerId, x: event.clientX, y: event.clientY };
    if (brush.tool !== 'move') {
      begin(brush, point);
    }
  } else if (event.type === 'pointermove' && brush.pointer?.id === event.pointerId) {
    if (brush.tool === 'move') {
      brush.view.scrollBy(brush.pointer.x - event.clientX, brush.pointer.y - event.clientY);
      brush.pointer = { id: event.pointerId, x: event.clientX, y: event.clientY };
    } else {
      (event.getCoalescedEvents?.() ?? [event]).forEach(e => stroke(brush, placeOf(brush, e)));
    }
  } else if (event.type !== 'pointermove' && brush.pointer?.id === event.pointerId) {
    brush.pointer = null;
    end(brush);
  }

  ring(brush, point);
}

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event) {
  const brush = brushes.get(event.currentTarget);
  if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
    undo(brush.canvas);
  } else if (event.key === ' ' && brush.tool !== 'move') {
    if (event.type === 'keyup') {
      end(brush);
    } else if (!event.repeat) {
      begin(brush, brush.cursor);
    }
  } else if (arrows[event.key] && event.type === 'keydown') {
    const step = (event.shiftKey ? 24 : 4) / scaleOf(brush);
    const [x, y] = arrows[event.key];
    const to = {
      x: Math.min(brush.mask.width, Math.max(0, brush.cursor.x + x * step)),
      y: Math.min(brush.mask.height, Math.max(0, brush.cursor.y + y * step)),
    };
    if (brush.stroke) {
      stroke(brush, to);
    }

    ring(brush, to);
    brush.ring.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else {
    return;
  }

  event.preventDefault();
}

// A stroke that is still held when the focus goes is over.
const onBlur = event => end(brushes.get(event.currentTarget));

function fit(brush) {
  const { clientWidth, clientHeight } = brush.view;
  const scale = Math.min(clientWidth / brush.canvas.width, clientHeight / brush.canvas.height) * zooms[brush.zoom];
  brush.canvas.style.inlineSize = `${Math.floor(brush.canvas.width * scale)}px`;
  ring(brush, brush.cursor);
}

/** Loads both pictures; without a cut-out everything is there to be erased. */
export async function open(canvas, view, photoUrl, cutoutUrl, size) {
  const photo = await load(photoUrl);
  const cutout = cutoutUrl ? await load(cutoutUrl) : null;
  const { naturalWidth: width, naturalHeight: height } = photo;
  canvas.width = width;
  canvas.height = height;
  const brush = {
    canvas, view, photo, size, tool: 'erase', zoom: 0, undo: [], stroke: null, pointer: null, cursor: { x: width / 2, y: height / 2 },
    mask: canvasOf(width, height), before: canvasOf(width, height), context: canvas.getContext('2d'), ring: view.querySelector('.ring'),
  };
  const mask = brush.mask.getContext('2d', { willReadFrequently: true });
  if (cutout) {
    mask.drawImage(cutout, 0, 0, width, height);
    mask.globalCompositeOperation = 'source-in';
  }

  mask.fillRect(0, 0, width, height);
  brushes.set(canvas, brush);
  show(brush, { x: 0, y: 0, width, height });
  ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'].forEach(name => canvas.addEventListener(name, onPointer));
  ['keydown', 'keyup'].forEach(name => canvas.addEventListener(name, onKey));
  canvas.addEventListener('blur', onBlur);
  brush.resizing = new ResizeObserver(() => fit(brush));
  brush.resizing.observe(view);
}

export function use(canvas, tool) {
  const brush = brushes.get(canvas);
  brush.tool = tool;
  canvas.style.cursor = tool === 'move' ? 'grab' : 'crosshair';
  ring(brush, brush.cursor);
}

export function resize(canvas, size) {
  const brush = brushes.get(canvas);
  brush.size = size;
  ring(brush, brush.cursor);
}

export function undo(canvas) {
  const brush = brushes.get(canvas);
  end(brush);
  const last = brush.undo.pop();
  if (last) {
    brush.mask.getContext('2d').putImageData(last.pixels, last.x, last.y);
    show(brush, { x: last.x, y: last.y, width: last.pixels.width, height: last.pixels.height });
  }

  return last !== undefined;
}

/** Gives the zoom in percent of what fits. */
export function zoom(canvas, step) {
  const brush = brushes.get(canvas);
  brush.zoom = Math.min(zooms.length - 1, Math.max(0, brush.zoom + step));
  fit(brush);
  brush.ring.scrollIntoView({ block: 'center', inline: 'center' });
  return Math.round(zooms[brush.zoom] * 100);
}

/** The mask as a PNG: black, as opaque as the cut-out shall be. */
export const save = canvas => new Promise((done, fail) =>
  brushes.get(canvas).mask.toBlob(blob => blob ? done(blob) : fail(new Error('The browser could not write the picture.')), 'image/png'));

export function close(canvas) {
  const brush = canvas && brushes.get(canvas);
  brush?.resizing.disconnect();
  brushes.delete(canvas);
}
