// A field that narrows the list beneath it while one types; without this script its form does the same.
document.querySelectorAll("[data-narrows]").forEach((field) => {
  const list = document.getElementById(field.dataset.narrows);
  if (!list) return;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const said = document.createElement("p");
  said.className = "usa-sr-only";
  said.setAttribute("role", "status");
  list.after(said);
  field.addEventListener("input", () => {
    const wanted = folded(field.value.trim());
    let left = 0;
    for (const row of list.querySelectorAll("label")) {
      const fits = folded(row.textContent).includes(wanted) || row.querySelector("input").checked;
      row.hidden = !fits;
      left += fits;
    }
    said.textContent = `${left} shown`;
  });
});
