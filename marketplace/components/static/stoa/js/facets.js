// A field over a long group of filters that narrows it while one types. Without this script the group stands as it is,
// with the link to a page of all values. What was typed comes back with the page: it lies in the entry of the history.
document.querySelectorAll("fieldset[data-values]").forEach((group) => {
  const MOST_FOUND = 20;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const field = document.createElement("input");
  field.type = "search";
  field.id = `narrow-${group.dataset.narrows}`;
  field.className = "usa-input";
  field.autocomplete = "off";
  field.maxLength = 80;
  const label = document.createElement("label");
  label.className = "usa-label";
  label.htmlFor = field.id;
  label.textContent = `Letters of the ${group.dataset.narrows}`;
  const said = document.createElement("p");
  said.className = "st-faint";
  said.setAttribute("role", "status");
  const found = document.createElement("div");
  found.className = "st-ticks";
  group.querySelector("legend").after(label, field, said, found);

  const wanted = () => folded(field.value.trim());
  const rows = () => [...group.querySelectorAll(".st-ticks label")];
  const fits = (row) => row.querySelector("input").checked || folded(row.textContent).includes(wanted());

  const show = (cut = false) => {
    rows().forEach((row) => { row.hidden = !fits(row); });
    const left = rows().filter((row) => !row.hidden).length;
    said.textContent = wanted() ? `${left} shown${cut ? ", more behind the link below" : ""}` : "";
  };

  // Only some of the values stand here: those that the letters fit are asked for, beside the ticked ones.
  let asking = new AbortController();
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    found.replaceChildren(...[...found.children].filter((row) => row.querySelector("input").checked));
    show();
    if (!wanted()) return;
    const address = new URL(group.dataset.values, location.href);
    address.searchParams.set("find", field.value.trim());
    try {
      const answer = await fetch(address, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const here = new Set(rows().map((row) => row.querySelector("input").value));
      const there = [...page.querySelectorAll("#values label")];
      found.append(...there.slice(0, MOST_FOUND).filter((row) => !here.has(row.querySelector("input").value)));
      show(there.length > MOST_FOUND);
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = "More could not be looked up. The link below leads to all.";
    }
  };

  let waiting;
  field.addEventListener("input", () => {
    const typed = { ...history.state?.narrowed, [field.id]: field.value };
    history.replaceState({ ...history.state, narrowed: typed }, "");
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // the filters are applied by their own button
  });
  field.value = history.state?.narrowed?.[field.id] ?? "";
  if (field.value) ask();
});
