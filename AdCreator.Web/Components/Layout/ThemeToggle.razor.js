// Shows the theme at once, and remembers it for a year.
export function apply(cookie, theme) {
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${cookie}=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
}
