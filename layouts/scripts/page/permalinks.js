'use strict';
/* What has an anchor of its own leads there, so that one can point to it: a heading by its words, which so are said once,
   a statement by a sign at its end. A heading that leads elsewhere, or opens something, stays what it is. */
(() => {
  const words = WORDS.permalinks;

  function permalink(to, ...children) {
    const link = document.createElement('a');
    link.className = 'permalink';
    link.href = `#${to.id}`;
    link.append(...children);
    return link;
  }

  for (const heading of document.querySelectorAll('main :is(h2, h3, h4)[id]')) {
    if (!heading.querySelector('a') && !heading.closest('nav, summary')) heading.append(permalink(heading, ...heading.childNodes));
  }

  for (const statement of document.querySelectorAll('[data-says][id]')) {
    const link = permalink(statement);
    link.setAttribute('aria-label', words.statement.replace('{name}', statement.dataset.says));
    (statement.querySelector('.says') ?? statement).append(' ', link);
  }
})();
