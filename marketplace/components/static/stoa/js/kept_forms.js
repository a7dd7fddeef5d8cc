// A form that keeps what is typed. Without this script the button saves.
document.querySelectorAll("[data-keep]").forEach((place) => {
  const form = [...place.querySelectorAll("form")].find((one) => one.querySelector("[name=latest_revision_id]"));
  const said = place.querySelector("[data-kept]");
  let waiting;
  let changed = false;
  let sending = false;

  const sent = () => {
    const data = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach((file) => data.delete(file.name));
    return data;
  };

  const keep = async () => {
    if (!changed || sending) return;
    changed = false;
    sending = true;
    try {
      const answer = await fetch(place.dataset.keep, { method: "POST", body: sent(), keepalive: true });
      if (answer.redirected) said.textContent = "Not kept: you are signed out. Sign in in another window, then type on.";
      else if (answer.ok) said.textContent = (await answer.json()).kept;
      else said.textContent = answer.status === 413 ? "Not kept: the text is too long." : "Not kept. Save it.";
    } catch {
      said.textContent = "Not kept: no connection. What you typed stands on this page.";
      changed = true;
    } finally {
      sending = false;
      if (changed) wait();
    }
  };

  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1200);
  };

  form.addEventListener("input", () => {
    changed = true;
    wait();
  });
  form.addEventListener("submit", () => {
    changed = false;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
});
