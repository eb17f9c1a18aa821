// Keeps the reader's place: as a section of the lesson stays in view, the contents mark it, and for somebody who is
// signed in the server is told. Nothing is sent for a section that was only scrolled past.

const DWELL = 1500;

export function mount(element) {
  const links = new Map();
  for (const link of document.querySelectorAll(".toc a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading && element.contains(heading)) links.set(heading, link);
  }
  if (!links.size) return;

  const url = element.dataset.placeUrl;
  const token = document.querySelector("input[name='csrf_token']")?.value;
  let kept = document.querySelector(".toc [aria-current='location']")?.hash ?? "";
  let moved = false;
  let waiting = 0;

  function current() {
    const line = window.innerHeight * 0.4;
    let found = null;
    for (const heading of links.keys()) {
      if (heading.getBoundingClientRect().top < line) found = heading;
    }
    return found;
  }

  function mark(heading) {
    let passed = true;
    for (const [each, link] of links) {
      const here = each === heading;
      if (here) passed = false;
      link.parentElement.classList.toggle("done", passed);
      if (here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }

  function keep(heading) {
    const place = `#${heading.id}`;
    if (!url || !token || place === kept) return;
    kept = place;
    const body = new URLSearchParams({ csrf_token: token, place: heading.id });
    fetch(url, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } }).catch(() => {
      kept = "";
    });
  }

  function look() {
    if (!moved) return;
    const heading = current();
    clearTimeout(waiting);
    if (!heading) return;
    mark(heading);
    waiting = setTimeout(() => keep(heading), DWELL);
  }

  const observer = new IntersectionObserver(look, { rootMargin: "0px 0px -60% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
  // The page may open at its top although the reader left further down: only their own scrolling moves the place.
  window.addEventListener(
    "scroll",
    () => {
      moved = true;
      look();
    },
    { once: true, passive: true },
  );
}
