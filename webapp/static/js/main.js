/* Finds what on this page has behaviour and loads just those modules. Every page works without this file. */
for (const element of document.querySelectorAll("[data-behavior]")) {
  for (const name of element.dataset.behavior.split(/\s+/).filter(Boolean)) {
    import(`./behaviors/${name}.js`).then((behavior) => behavior.mount(element));
  }
}
