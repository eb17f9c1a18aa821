/*
 * Posting to the server. Only a typed answer counts: JSON that names what was saved, or the rule that was broken.
 * Anything else (no line, a proxy's page with status 200, a server that is too busy) means: try again after a pause.
 */
const PATIENCE = 20_000;
const LONGEST_KEPT_ALIVE = 32_000; /* browsers refuse to finish longer ones after the page has gone */

/* Resolves to { saved, … }, { error, message, … }, or { pause: seconds, message? }; it never rejects. */
export async function post(url, pairs) {
  const body = new URLSearchParams(pairs);
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "error",
      keepalive: String(body).length < LONGEST_KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = await typed(response);
    if (response.status >= 500 || [408, 425, 429].includes(response.status)) {
      return { pause: Number(response.headers.get("Retry-After")) || 0, message: said.message };
    }
    return said.saved || said.error || said.csrf ? said : { pause: 0 };
  } catch {
    return { pause: 0 };
  }
}

async function typed(response) {
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) return {};
  return (await response.json()) ?? {};
}

export const token = () => document.querySelector("input[name=csrf_token]").value;

export function renew(value) {
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = value;
}

/* randomUUID is there on secure origins alone; the server wants any id of that shape. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
}

/* Ends early when the line comes back, though not for everybody in the same instant. */
export function rest(milliseconds) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", soon);
      resolve();
    };
    const soon = () => setTimeout(end, Math.random() * 1000);
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", soon, { once: true });
  });
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
export const local = (milliseconds) => new Date(milliseconds).toLocaleTimeString("en-GB"); /* the reader's own clock */
