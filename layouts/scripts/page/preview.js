'use strict';
/* A small card with what a link leads to, shown while the pointer or the focus is on it.

   The words come from previews/ID.js, a classic script inserted when a link is first pointed at, so that it works from
   disk too; those of a citation or a footnote are on the page already. A finger's first tap on a number shows the card,
   the second goes there. The card can be dismissed (Escape), pointed at, and stays until the pointer or the focus leaves (WCAG
   1.4.13). Without scripts a link is a link. */
(() => {
  const ROOT = new URL('../', document.currentScript.src);
  const OPENS_AFTER = 300; // milliseconds: a pointer on its way elsewhere opens nothing
  const CLOSES_AFTER = 300; // long enough to reach the card
  const GAP = 4;
  const EDGE = 8;

  const asked = new Map(); // id -> a promise of its words; of null where there are none
  const answers = new Map(); // id -> what settles that promise
  const card = document.createElement('div');
  card.id = 'part:preview';
  card.className = 'preview';
  card.hidden = true;
  card.setAttribute('role', 'tooltip');

  let link = null; // the link the card is shown for, or soon will be
  let opening = 0;
  let closing = 0;

  window.briefingPreview = (id, words) => answers.get(id)?.(words);

  function ask(id) {
    if (!asked.has(id)) {
      asked.set(id, new Promise((settle) => {
        answers.set(id, settle);
        const script = document.createElement('script');
        script.src = new URL(`previews/${encodeURIComponent(id)}.js`, ROOT).href;
        script.onload = script.onerror = () => settle(null); // says nothing where the script has answered
        document.head.append(script);
      }));
    }
    return asked.get(id);
  }

  function paragraph(name, text) {
    const element = document.createElement('p');
    element.className = `preview-${name}`;
    element.dir = 'auto';
    element.textContent = text;
    return element;
  }

  function fill(words) {
    const dot = document.documentElement.dataset.digits ? ' | ' : ' · '; // beside some digits a dot would be a zero
    const about = [words.kind, words.source, words.date].filter(Boolean).join(dot);
    card.replaceChildren(paragraph('about', about), paragraph('title', words.title));
    if (words.line) card.append(paragraph('line', words.line));
    if (words.lang) card.lang = words.lang;
    else card.removeAttribute('lang');
  }

  /* A source or a footnote, without what leads away from it: nothing in a tooltip can be reached by keyboard. */
  function fillFrom(note) {
    const copy = note.cloneNode(true);
    copy.querySelectorAll('.back, .ours, a[role=doc-backlink]').forEach((element) => element.remove());
    copy.querySelectorAll('a').forEach((element) => element.replaceWith(...element.childNodes));
    card.replaceChildren(...copy.childNodes);
    card.removeAttribute('lang');
  }

  /* Under the row of the link that is pointed at; above it where there is no room below; within the window. */
  function place(x) {
    const rows = [...link.getClientRects()];
    const row = rows.find((r) => r.left <= x && x <= r.right) ?? rows[0];
    card.style.left = card.style.top = '0';
    const { left, top, width, height } = card.getBoundingClientRect();
    const start = getComputedStyle(link).direction === 'rtl' ? row.right - width : row.left;
    const rightmost = document.documentElement.clientWidth - width - EDGE;
    const fitsBelow = row.bottom + GAP + height <= window.innerHeight || row.top < height + GAP;
    card.style.left = `${Math.max(EDGE, Math.min(start, rightmost)) - left}px`;
    card.style.top = `${(fitsBelow ? row.bottom + GAP : row.top - height - GAP) - top}px`;
  }

  function close() {
    clearTimeout(opening);
    clearTimeout(closing);
    if (link?.getAttribute('aria-describedby') === card.id) link.removeAttribute('aria-describedby');
    link = null;
    card.hidden = true;
  }

  async function open(target, x) {
    const note = target.matches(NUMBER) ? document.getElementById(target.hash.slice(1)) : null;
    const words = note ?? (await ask(/([^/]*)\.html$/.exec(target.pathname)[1])); // a page is named after its entry
    if (link !== target || !words) return;
    if (!card.isConnected) (document.querySelector('main') ?? document.body).append(card);
    if (note) fillFrom(note);
    else fill(words);
    card.hidden = false;
    place(x);
    if (!target.hasAttribute('aria-describedby')) target.setAttribute('aria-describedby', card.id);
  }

  function openSoon(target, x) {
    if (link === target) return;
    close();
    link = target;
    opening = setTimeout(() => open(target, x), OPENS_AFTER);
  }

  const NUMBER = '.citation a, a[role=doc-noteref]';
  const linkAt = (node) => (node instanceof Element ? node.closest(`a[data-preview], ${NUMBER}`) : null);
  const isOurs = (node) => node instanceof Node && (card.contains(node) || Boolean(link?.contains(node)));

  document.addEventListener('pointerover', ({ target, pointerType, clientX }) => {
    if (pointerType === 'touch') return;
    if (isOurs(target)) clearTimeout(closing);
    else if (linkAt(target)) openSoon(linkAt(target), clientX);
  });

  document.addEventListener('pointerout', ({ target, relatedTarget, pointerType }) => {
    if (pointerType === 'touch' || !isOurs(target) || isOurs(relatedTarget)) return;
    if (link?.matches(':focus-visible')) return;
    if (card.hidden) close();
    else closing = setTimeout(close, CLOSES_AFTER);
  });

  document.addEventListener('focusin', ({ target }) => {
    const focused = linkAt(target);
    if (focused?.matches(':focus-visible')) openSoon(focused, focused.getBoundingClientRect().left);
  });

  document.addEventListener('focusout', ({ target }) => {
    if (link?.contains(target) && !link.matches(':hover') && !card.matches(':hover')) close();
  });

  document.addEventListener('click', (event) => {
    if (event.pointerType !== 'touch' || isOurs(event.target)) return;
    const number = event.target.closest(NUMBER);
    close();
    if (!number) return;
    event.preventDefault();
    link = number;
    open(number, event.clientX);
  });

  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
})();
