// Saves a draft while it is typed: two seconds after the last key, and when the page is left. Without it, every button
// of the form saves as well.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch) return;
  const told = document.getElementById("autosaved");
  const base = form.querySelector("input[name=base]");
  let waiting = 0, changed = false, busy = false;

  async function save(leaving) {
    window.clearTimeout(waiting);
    if (!changed || busy) return;
    changed = false;
    busy = true;
    try {
      const ask = (keepalive) => fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", keepalive,
      });
      const answer = await (leaving ? ask(true).catch(() => ask(false)) : ask(false)); // keepalive takes 64 kB at most
      const said = await answer.json();
      if (said.base) base.value = JSON.stringify(said.base);
      told.textContent = said.told;
    } catch {
      changed = true;
      told.textContent = form.dataset.notSaved;
      waiting = window.setTimeout(save, 10000);
    }
    busy = false;
    if (changed && !leaving) later();
  }

  function later() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, 2000);
  }

  form.addEventListener("input", () => { changed = true; later(); });
  form.addEventListener("change", () => { changed = true; later(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
})();
