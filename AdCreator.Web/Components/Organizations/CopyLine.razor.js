// Browsers have a clipboard on https and on this machine alone; elsewhere the line is selected by hand.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
