/* Finds what on this page has behaviour and loads just those modules. Every page works without this file. */
for (const element of document.querySelectorAll("[data-behavior]")) {
  for (const name of element.dataset.behavior.split(/\s+/).filter(Boolean)) {
    import(`./behaviors/${name}.js`).then((behavior) => behavior.mount(element));
  }
}

/* The key / leads to the search, unless single keys are switched off on this device. */
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.key !== "/" || event.ctrlKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (localStorage["gantry:keys-off"] === "1") return;
  event.preventDefault();
  document.querySelector(".mast-search").click();
});
