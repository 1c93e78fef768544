// A pasted picture takes the same way as a chosen one: it is put into the file input.
// Of several fields on a page, the one with the focus gets it, otherwise the one that appeared last (a dialog's).
const fields = [];

function onPaste(event) {
  const file = [...(event.clipboardData?.files ?? [])].find(f => f.type.startsWith('image/'));
  const field = fields.findLast(f => f.contains(document.activeElement)) ?? fields.findLast(f => f.checkVisibility());
  const input = field?.querySelector('input[type=file]');
  if (!file || !input) {
    return;
  }

  event.preventDefault();
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

// A picture dropped beside the field would otherwise replace the page.
function onStrayDrop(event) {
  if (event.dataTransfer?.types.includes('Files') && !fields.some(f => f.contains(event.target))) {
    event.preventDefault();
  }
}

function markOver(event) {
  const field = event.currentTarget;
  field.toggleAttribute('data-over', event.type === 'dragenter' || (event.type === 'dragleave' && field.contains(event.relatedTarget)));
}

/** The field may be gone by the time the call arrives: its product was found meanwhile, or the page was left. */
export function attach(field) {
  if (field === null) {
    return;
  }

  if (fields.length === 0) {
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onStrayDrop);
    document.addEventListener('drop', onStrayDrop);
  }

  fields.push(field);
  ['dragenter', 'dragleave', 'drop'].forEach(name => field.addEventListener(name, markOver));
}

export function detach(field) {
  const index = fields.indexOf(field);
  if (index >= 0) {
    fields.splice(index, 1);
  }

  if (fields.length === 0) {
    document.removeEventListener('paste', onPaste);
    document.removeEventListener('dragover', onStrayDrop);
    document.removeEventListener('drop', onStrayDrop);
  }
}
