/* A way of reading that stands on <html>, and in a cookie, so that the server writes it into the next page. */
const YEAR = 31_536_000;

export function prefer(name, value) {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${value ? YEAR : 0}; samesite=lax${secure}`;
}
