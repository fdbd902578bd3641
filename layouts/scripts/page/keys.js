'use strict';
/* "/" leads to the search field from anywhere, and "?" lists the keys there are, except where these can be typed.

   Who dictates, or presses keys by chance, turns single keys off in that list, to which a button at the foot of the page leads
   too (WCAG 2.1.4). The choice is kept where storage is not refused, and stands on the root of the page for other scripts. */
(() => {
  const ROOT = new URL('../', document.currentScript.src);
  const KEPT_AS = 'keys';
  const OFF = 'off';
  const words = WORDS.keys;
  const root = document.documentElement;

  let dialog = null;

  const apply = (choice) => {
    if (choice === OFF) root.dataset.keys = OFF;
    else delete root.dataset.keys;
  };

  try {
    apply(localStorage.getItem(KEPT_AS));
  } catch {
    // They are on.
  }

  function turn(choice) {
    apply(choice);
    try {
      if (choice) localStorage.setItem(KEPT_AS, choice);
      else localStorage.removeItem(KEPT_AS);
    } catch {
      // The choice lasts as long as the page.
    }
  }

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const row = (keys, text) => make('div', {},
    make('dt', {}, ...keys.flatMap((key) => [make('kbd', { textContent: key }), ' '])), make('dd', { textContent: text }));

  function list() {
    const title = make('h2', { id: 'part:keys', textContent: words.title });
    const box = make('input', { type: 'checkbox', checked: root.dataset.keys !== OFF });
    box.addEventListener('change', () => turn(box.checked ? '' : OFF));
    const close = make('button', { type: 'button', textContent: words.done, autofocus: true });
    const made = make('dialog', { className: 'keys' }, title,
      make('dl', {}, row(['/'], words.search), row(['?'], words.list), row(['↓', '↑'], words.results), row(['Esc'], words.close)),
      make('p', {}, make('label', {}, box, ' ', words.single)),
      close);
    close.addEventListener('click', () => made.close());
    made.setAttribute('aria-labelledby', title.id);
    document.body.append(made);
    return made;
  }

  /** Escape closes it, and the focus goes back to where it was. */
  function open() {
    dialog ??= list();
    if (!dialog.open) dialog.showModal();
  }

  const isTyping = ({ target }) => target.isContentEditable || target.matches?.('input, select, textarea');

  function search() {
    const field = document.querySelector('input[type=search]');
    if (field) field.focus();
    else location.assign(new URL('search.html', ROOT).href);
  }

  document.addEventListener('keydown', (event) => {
    const act = { '/': search, '?': open }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || root.dataset.keys === OFF || isTyping(event)) return;
    event.preventDefault();
    act();
  });

  const button = make('button', { type: 'button', textContent: words.title });
  button.addEventListener('click', open);
  document.querySelector('footer.site ul')?.append(make('li', { className: 'to-keys' }, button));
})();
