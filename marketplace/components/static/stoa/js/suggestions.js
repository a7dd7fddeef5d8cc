// Suggestions under a search field, as a combobox (ARIA 1.2): arrows choose, Enter follows, Escape closes.
// Without this script the field is a plain form.
document.querySelectorAll("[data-suggestions]").forEach((field) => {
  const KINDS = { offering: "Offering", vendor: "Vendor", topic: "Topic" };
  const list = document.createElement("ul");
  list.id = `${field.id}-suggestions`;
  list.className = "st-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const said = document.createElement("div");
  said.className = "usa-sr-only";
  said.setAttribute("role", "status");
  field.closest("form").append(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
  })) field.setAttribute(name, value);

  let chosen = -1;
  let asked = "";
  let waiting;

  const choose = (place) => {
    const rows = [...list.children];
    chosen = place < rows.length ? place : -1; // past the end nothing is chosen
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", rows[chosen].id);
  };

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const show = (rows) => {
    list.replaceChildren(...rows.map((row, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.dataset.address = row.address;
      const kind = document.createElement("span");
      kind.className = "st-suggestions__kind";
      kind.textContent = row.detail || KINDS[row.kind];
      item.append(`${row.label} `, kind);
      return item;
    }));
    list.hidden = !rows.length;
    field.setAttribute("aria-expanded", String(rows.length > 0));
    said.textContent = rows.length ? `${rows.length} suggestions` : "";
    choose(-1);
  };

  const ask = async () => {
    const text = field.value.trim();
    asked = text;
    if (text.length < 2) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${field.dataset.suggestions}?${new URLSearchParams({ q: text })}`);
      const { suggestions } = await answer.json();
      if (asked === text && document.activeElement === field) show(suggestions);
    } catch {
      close(); // The form works without.
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const rows = list.children.length;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else choose(chosen < 0 ? rows - 1 : chosen - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      window.location.assign(list.children[chosen].dataset.address);
    }
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) window.location.assign(item.dataset.address);
  });
  field.addEventListener("blur", close);
});
