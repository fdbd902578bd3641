'use strict';
/* A heading that has an anchor leads to itself by its words, which so are said once, that one can point to it. One that leads
   elsewhere, or opens something, stays what it is. */
(() => {
  for (const heading of document.querySelectorAll('main :is(h2, h3, h4)[id]')) {
    if (heading.querySelector('a') || heading.closest('nav, summary')) continue;
    const link = document.createElement('a');
    link.className = 'permalink';
    link.href = `#${heading.id}`;
    link.append(...heading.childNodes);
    heading.append(link);
  }
})();
