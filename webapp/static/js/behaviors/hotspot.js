/* Lets a region of a figure be chosen on the figure itself. The list under it holds the answer, and serves the keyboard. */

export function mount(group) {
  const form = group.closest("form");
  const regions = [...group.querySelectorAll("[data-region]")];
  const input = (region) => group.querySelector(`input[value="${CSS.escape(region.dataset.region)}"]`);

  group.classList.add("is-live");
  group.querySelector(".exhibit").addEventListener("click", ({ target }) => {
    const region = target.closest("[data-region]");
    if (region) input(region)?.click();
  });
  group.addEventListener("change", draw);
  form.addEventListener("answer:filled", draw);
  draw();

  function draw() {
    for (const region of regions) region.toggleAttribute("data-chosen", Boolean(input(region)?.checked));
  }
}
