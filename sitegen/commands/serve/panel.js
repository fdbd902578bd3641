'use strict';
/* Keeps the open page as the last build made it: the server says when it is another one, and what to show in the panel.

   A tab that nobody sees asks nothing, since a browser keeps few connections to one server; once seen, it catches up. */
(() => {
  const panel = document.getElementById('serve:panel');
  const place = `serve: place on ${location.pathname}`;
  let build = panel.dataset.build;
  let source = null;

  function restorePlace() {
    const kept = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (kept) window.scrollTo({ top: Number(kept), behavior: 'instant' });
  }

  function show(html) {
    const hide = document.createElement('button');
    hide.type = 'button';
    hide.textContent = 'Hide';
    hide.onclick = () => { panel.hidden = true; };
    panel.innerHTML = html;
    panel.hidden = !html;
    if (panel.querySelector('h2, details')) panel.append(hide);
    for (const pre of panel.querySelectorAll('pre')) {
      const mark = pre.textContent.split('\n')[1] ?? '';
      const letter = pre.scrollWidth / Math.max(...pre.textContent.split('\n').map((line) => line.length));
      pre.scrollLeft = (mark.length + 2) * letter - pre.clientWidth;
    }
  }

  function reload() {
    sessionStorage.setItem(place, window.scrollY);
    location.reload();
  }

  // The old style goes when the new one is there, so that the page is never bare.
  function swapStyle(name) {
    const old = [...document.querySelectorAll('link[rel=stylesheet]')].filter((link) => /\/site\.\w+\.css$/.test(link.href));
    for (const link of old) {
      const fresh = link.cloneNode();
      fresh.href = link.href.replace(/[^/]+$/, name);
      fresh.onload = () => link.remove();
      link.after(fresh);
    }
  }

  function hear({ data }) {
    const news = JSON.parse(data);
    build = news.build;
    if (news.reload) {
      reload();
      return;
    }
    if (news.style) swapStyle(news.style);
    show(news.panel);
  }

  function listen() {
    source?.close();
    source = null;
    if (document.hidden) return;
    const question = new URLSearchParams({ page: location.pathname, build });
    source = new EventSource(`${panel.dataset.events}?${question}`);
    source.onmessage = hear;
  }

  show(panel.innerHTML);
  restorePlace();
  listen();
  document.addEventListener('visibilitychange', listen);
  window.addEventListener('pagehide', () => source?.close());
  window.addEventListener('pageshow', ({ persisted }) => persisted && listen());
})();
