// Dragging shows at once and tells the server when it ends. The keyboard does the same without this file.
export function attach(canvas, editor) {
  let drag = null;
  canvas.addEventListener('keydown', event => {
    // The box moves, the page does not; Tab goes on as ever.
    if (event.key.startsWith('Arrow') && event.target.closest('.box') !== null) {
      event.preventDefault();
    }
  });
  canvas.addEventListener('pointerdown', event => {
    const box = event.target.closest('.box');
    if (box === null) {
      return;
    }

    const area = canvas.getBoundingClientRect();
    const now = box.getBoundingClientRect();
    drag = { box, area, id: event.pointerId, x: event.clientX, y: event.clientY, resizes: event.target.closest('[data-grip]') !== null,
      left: now.left - area.left, top: now.top - area.top, width: now.width, height: now.height };
    box.setPointerCapture(event.pointerId);
    box.focus();
    event.preventDefault();
  });
  canvas.addEventListener('pointermove', event => {
    if (drag === null || event.pointerId !== drag.id) {
      return;
    }

    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (drag.resizes) {
      drag.box.style.inlineSize = `${drag.width + dx}px`;
      drag.box.style.blockSize = `${drag.height + dy}px`;
    } else {
      drag.box.style.insetInlineStart = `${drag.left + dx}px`;
      drag.box.style.insetBlockStart = `${drag.top + dy}px`;
    }
  });
  canvas.addEventListener('pointerup', event => {
    if (drag === null || event.pointerId !== drag.id) {
      return;
    }

    const { area } = drag;
    const now = drag.box.getBoundingClientRect();
    drag = null;
    editor.invokeMethodAsync('PlaceAsync', (now.left - area.left) / area.width, (now.top - area.top) / area.height, now.width / area.width, now.height / area.height);
  });
}
