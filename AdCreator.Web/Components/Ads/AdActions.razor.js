// The browser adds the extension of the served media type; the address is same-origin and needs the cookie.
export function download(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
