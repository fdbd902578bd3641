'use strict';
/* Light or dark: follows the system until the reader chooses, then keeps the choice. A classic script in the head, so
   that the choice holds before anything is drawn. Choosing what the system says anyway goes back to following it.
   Storage may be refused (and from disk Firefox keeps one for each file): then the choice lasts as long as the page. */
(() => {
  const KEY = 'theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const systemTheme = () => (system.matches ? 'dark' : 'light');
  const theme = () => root.dataset.theme ?? systemTheme();
  const switches = () => document.querySelectorAll('[data-theme-switch]');

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function keep(choice) {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch {
      // Not kept.
    }
  }

  function apply(choice) {
    if (choice === 'dark' || choice === 'light') root.dataset.theme = choice;
    else delete root.dataset.theme;
    // It says what pressing it brings, as a door does: no state that one would have to know.
    for (const button of switches()) button.textContent = theme() === 'dark' ? button.dataset.light : button.dataset.dark;
  }

  function change() {
    const next = theme() === 'dark' ? 'light' : 'dark';
    const choice = next === systemTheme() ? null : next;
    keep(choice);
    apply(choice);
  }

  apply(kept());
  document.addEventListener('DOMContentLoaded', () => {
    for (const button of switches()) {
      button.hidden = false; // without scripts there is nothing to press
      button.addEventListener('click', change);
    }
    apply(root.dataset.theme);
  });
  system.addEventListener('change', () => apply(root.dataset.theme));
  window.addEventListener('storage', ({ key, newValue }) => key === KEY && apply(newValue));
  window.addEventListener('pageshow', ({ persisted }) => persisted && apply(kept()));
})();
