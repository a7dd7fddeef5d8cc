// Questions that appear after their answer. Without this script each of them says when it is asked.
(() => {
  const rows = [...document.querySelectorAll("[data-asked-when]")];
  const given = (name) => {
    const fields = [...document.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (!fields.length) return null; // asked in another part: the server judges
    return fields
      .filter((field) => !field.closest("[hidden]") && (field.checked || !["radio", "checkbox"].includes(field.type)))
      .map((field) => field.value);
  };
  const look = () => rows.forEach((row) => {
    const answers = given(row.dataset.askedWhen);
    if (answers === null) return;
    row.querySelector("[data-when]")?.setAttribute("hidden", "");
    row.hidden = !answers.some((answer) => row.dataset.askedAnswers.split(" ").includes(answer));
  });
  document.addEventListener("change", look);
  look();
})();
