/*
 * Signing in again without leaving the page. Another tab may have done so already: then a fresh token is enough, and
 * nobody is asked. Resolves to whether somebody is signed in.
 */
import { post, renew } from "./wire.js";

let asking = null;

export function signInAgain() {
  return (asking ??= enter().finally(() => (asking = null)));
}

async function enter() {
  return (await isInside()) || ask(document.getElementById("sign-in-again"));
}

/* The page itself, asked for again: it has the token of the present session, or the door's. */
async function isInside() {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const field = page.querySelector("input[name=csrf_token]");
    if (field) renew(field.value);
    return Boolean(page.getElementById("answer"));
  } catch {
    return false;
  }
}

function ask(dialog) {
  const form = dialog.querySelector("[data-sign-in]");
  const wrong = dialog.querySelector("[role=alert]");
  form.elements.password.value = "";
  wrong.textContent = "";
  dialog.returnValue = "";
  dialog.showModal();
  (form.elements.email.value ? form.elements.password : form.elements.email).focus();
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      wrong.textContent = "";
      const outcome = await post(form.action, [...new FormData(form)]);
      if (!outcome.csrf) return (wrong.textContent = outcome.message ?? "No connection. Try again in a moment.");
      renew(outcome.csrf);
      dialog.close("in");
    };
    dialog.onclose = () => resolve(dialog.returnValue === "in");
  });
}
