'use strict';
/* What a topic lists that was not there on the reader's last visit. Kept in this browser alone.

   A visit is a day: reading a topic twice on one day shows the same news twice. Where storage is refused (and from disk
   in Firefox, which keeps one for each file) nothing is said. What is said stands on the page. */
(() => {
  const SHOWN = 5; // of more, the rest is only counted
  const page = document.querySelector('main[data-visits]');
  if (!page) return;

  const words = page.dataset;
  const key = `visits ${location.pathname}`;
  const day = new Date().toLocaleDateString('sv'); // 2026-11-21
  const links = [...page.querySelectorAll('[data-news] li')].map((line) => line.querySelector('a[data-preview]'));
  const listed = new Map(links.filter(Boolean).map((link) => [/([^/]*)\.html$/.exec(link.pathname)[1], link]));

  function last() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      const before = kept?.day === day ? kept.before : kept;
      localStorage.setItem(key, JSON.stringify({
        day,
        seen: [...listed.keys()],
        before: before && { day: before.day, seen: before.seen },
      }));
      return before ?? null;
    } catch {
      return null;
    }
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  const visit = last();
  const unseen = visit ? [...listed].filter(([id]) => !visit.seen.includes(id)).map(([, link]) => link) : [];
  if (!unseen.length) return;

  const when = new Date(`${visit.day}T00:00`).toLocaleDateString(words.locale, { dateStyle: 'long' });
  const list = element('ul', '', ...unseen.slice(0, SHOWN).map((link) => element('li', '', link.cloneNode(true))));
  if (unseen.length > SHOWN) list.append(element('li', '', words.more.replace('{count}', (unseen.length - SHOWN).toLocaleString(words.locale))));
  const notice = element('aside', 'notice visits', element('p', '', words.visits.replace('{day}', when)), list);
  for (const link of unseen) link.after(' ', element('span', 'flag', words.new));
  (page.querySelector('nav.contents') ?? page.firstElementChild).before(notice);
})();
