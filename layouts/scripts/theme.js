// Light or dark: follows the system until the reader chooses, then keeps the choice. A classic script in the head, so
// that the choice holds before anything is drawn. Choosing what the system says anyway goes back to following it.
// Storage may be refused (and from disk Firefox keeps one for each file): then the choice lasts as long as the page.
(function () {
  "use strict";
  const KEY = "theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const systemTheme = () => (system.matches ? "dark" : "light");

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function keep(theme) {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch {
      // Not kept.
    }
  }

  function apply(theme) {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    else delete root.dataset.theme;
    const pressed = String((root.dataset.theme ?? systemTheme()) === "dark");
    document.querySelectorAll("[data-theme-switch]").forEach((button) => button.setAttribute("aria-pressed", pressed));
  }

  function change() {
    const next = (root.dataset.theme ?? systemTheme()) === "dark" ? "light" : "dark";
    const choice = next === systemTheme() ? null : next;
    keep(choice);
    apply(choice);
  }

  apply(kept());
  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-theme-switch]").forEach((button) => {
      button.hidden = false; // without scripts there is nothing to press
      button.addEventListener("click", change);
    });
    apply(root.dataset.theme);
  });
  system.addEventListener("change", () => apply(root.dataset.theme));
  addEventListener("storage", (event) => event.key === KEY && apply(event.newValue));
  addEventListener("pageshow", (event) => event.persisted && apply(kept()));
})();
