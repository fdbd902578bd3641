'use strict';
/* "/" leads to the search field from anywhere, except where a "/" can be typed, or where keys are turned off (keys.js). */
(() => {
  const ROOT = new URL('../', document.currentScript.src);

  const isOff = () => document.documentElement.dataset.keys === 'off';
  const isTyping = ({ target }) => target.isContentEditable || target.matches?.('input, select, textarea');

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isOff() || isTyping(event)) return;
    event.preventDefault();
    const field = document.querySelector('input[type=search]');
    if (field) field.focus();
    else location.assign(new URL('search.html', ROOT).href);
  });
})();
