'use strict';
/* Gets the search engine when a reader reaches for it: `SiteSearch.load()`.

   Over http it is Pagefind's own bundle in pagefind/. From disk, where a browser refuses modules and fetch, and where
   that bundle does not come, it is the same engine and data as scripts in pagefind-offline/, which call the functions
   of SiteSearch below (written by sitegen/publish/search/offline.py). Both give the same answers. */
(() => {
  const ROOT = new URL('../', document.currentScript.src);
  const BUNDLE = new URL('pagefind/', ROOT);
  const SCRIPTS = new URL('pagefind-offline/', ROOT);
  const INSIDE = '/search-data/'; // where the engine believes its files to be when they come as scripts
  const OPTIONS = {
    baseUrl: '/',
    // Of equal worth are pages that have a name only by another spelling; what they are is told by their text.
    ranking: { metaWeights: { title: 5, names: 3, also: 0 } },
  };
  const FRAGMENT = /^fragment\/([0-9a-f]+)\.pf_fragment$/;

  const handedOver = new Map();
  const arriving = new Map();
  let makeEngine = null;
  let about = null;
  let nameRows = null;
  let failures = []; // files that did not come: Pagefind itself passes over them in silence
  let loading = null;

  /** Runs a script of pagefind-offline/, once. */
  function run(path) {
    if (!arriving.has(path)) arriving.set(path, new Promise((resolve, reject) => insert(path, resolve, reject)));
    return arriving.get(path);
  }

  function insert(path, resolve, reject) {
    const script = document.createElement('script');
    script.src = new URL(path, SCRIPTS).href;
    script.onload = () => {
      script.remove();
      resolve();
    };
    script.onerror = () => {
      script.remove();
      arriving.delete(path);
      failures.push(path);
      reject(new TypeError(`${path} could not be loaded`));
    };
    document.head.append(script);
  }

  function bytes(base64) {
    const text = atob(base64);
    const array = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) array[at] = text.charCodeAt(at);
    return array;
  }

  /** The script that holds one of the bundle's files. Pages' own files are kept together by how their keys begin. */
  function holder(path) {
    const [, key] = FRAGMENT.exec(path) ?? [];
    return key ? `fragment/${key.slice(0, about.digits) || 'all'}.js` : `${path}.js`;
  }

  /** What the engine gets for `fetch` where its data are scripts. */
  async function fetchFromScripts(address) {
    const path = String(address).replace(/\?.*$/, '').slice(INSIDE.length);
    if (path === 'pagefind-entry.json') return new Response(JSON.stringify(about.entry));
    if (!handedOver.has(path)) await run(holder(path));
    if (handedOver.has(path)) return new Response(bytes(handedOver.get(path)));
    failures.push(path);
    throw new TypeError(`${path} is missing`);
  }

  async function fromScripts() {
    await Promise.all([run('entry.js'), run('engine.js')]);
    const pagefind = makeEngine(fetchFromScripts, undefined, { url: `${INSIDE}pagefind.js` });
    return ready(pagefind.createInstance(OPTIONS));
  }

  /** Notices which of the bundle's files do not come; an error page is none of them. */
  function watchFetch() {
    const plain = window.fetch;
    window.fetch = async (...request) => {
      const address = String(request[0]);
      if (!new URL(address, location.href).href.startsWith(BUNDLE.href)) return plain(...request);
      const answer = await plain(...request).catch(() => null);
      if (answer?.ok) return answer;
      failures.push(address);
      throw new TypeError(`${address} could not be loaded`);
    };
  }

  async function hosted() {
    const pagefind = await import(new URL('pagefind.js', BUNDLE).href);
    // Not in a worker: what fails to load in one is known to nobody, and a search takes a few milliseconds.
    return ready(pagefind.createInstance({ ...OPTIONS, noWorker: true }));
  }

  /** The engine with the values of all filters, without which it counts none. */
  async function ready(engine) {
    return { engine, filters: await engine.filters() };
  }

  async function either() {
    if (location.protocol === 'file:') return fromScripts();
    try {
      return await hosted();
    } catch {
      failures = [];
      return fromScripts();
    }
  }

  async function start() {
    failures = [];
    const named = run('names.js').catch(() => null); // noted as a failure; the rest works without
    const { engine, filters } = await either();
    await named;
    return { engine, filters, names: new SearchNames(nameRows ?? []) };
  }

  if (location.protocol !== 'file:') watchFetch();

  window.SiteSearch = {
    /** The engine, the values of all filters with their counts, and the table of names. Rejects where none loads. */
    load() {
      loading ??= start().catch((fault) => {
        loading = null;
        throw fault;
      });
      return loading;
    },
    /** Whether something did not come, so that an answer may lack hits. The next load() then begins anew. */
    incomplete() {
      if (failures.length) loading = null;
      return failures.length > 0;
    },
    /** A hit's address from the site's root as one that works from here. */
    href: (address) => new URL(address.replace(/^\/+/, ''), ROOT).href,

    // Called by the scripts of pagefind-offline/.
    engine(factory) { makeEngine = factory; },
    entry(data) { about = data; },
    names(rows) { nameRows = rows; },
    put(files) { for (const [path, content] of Object.entries(files)) handedOver.set(path, content); },
  };
})();
