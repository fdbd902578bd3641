'use strict';
/* The search page: reads what is asked from the address and the form, shows the answer, keeps the address in step.
   Its words stand on the page, as JSON whose `lang` is their language. */
(() => {
  const BATCH = 10;
  const PAUSE = 150; // milliseconds without a key before an answer is sought
  const DEFAULT_ORDER = 'relevance';

  const find = (selector) => document.querySelector(selector);
  const form = find('[data-search]');
  const field = form.elements.q;
  const status = find('[role=status]');
  const list = find('[data-results]');
  const hint = find('[data-hint]');
  const wider = find('[data-wider]');
  const notice = find('[data-notice]');
  const more = find('[data-more]');
  const all = find('[data-all]');
  const filters = find('details.search-filters');
  const controls = Object.fromEntries([...SearchQuery.FACETS, 'sort'].map((name) => [name, form.elements[name]]));

  const said = find('[data-words]');
  const words = JSON.parse(said.textContent);
  const plurals = new Intl.PluralRules(words.results.lang ?? said.lang); // a plural in English may stand in
  SearchNames.little = new Set([...foldAll(words.little), ...fold(words.little).split(' ')]);
  const numbers = new Intl.NumberFormat(said.lang);
  const digits = new Intl.NumberFormat(said.lang, { useGrouping: false });
  const choices = new Intl.ListFormat(said.lang, { type: 'disjunction' });

  let current = null; // the answer that is shown
  let newest = 0; // the number of the newest question; an answer to an older one is dropped
  let turn = Promise.resolve(); // questions are answered one by one: the engine reuses what it hands out
  let pause;

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // Words

  /** A phrase as a row of texts and elements, its blanks filled with the values of their names. */
  const fill = (phrase, values) => phrase.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part)).flat();

  const counted = (total) => fill(words.results[plurals.select(total)], { count: numbers.format(total) }).join('');

  /** A value of a filter: a year in the digits of the language, anything else as it is. */
  const shown = (name, value) => (name === 'year' && Number(value) ? digits.format(value) : value);

  /** A text as readers wrote it, set apart since it may run from right to left. */
  const quoted = (text) => fill(words.quoted, { text: make('bdi', { textContent: text }) });

  /** "A, B or C" of elements, or of rows of them. */
  const choice = (items) => choices.formatToParts(items.map((_, at) => String(at)))
    .flatMap(({ type, value }) => (type === 'element' ? items[value] : value));

  // What is asked, and its address

  const read = () => ({
    q: field.value,
    ...Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value])),
  });

  const isNarrowed = (asked) => SearchQuery.FACETS.some((name) => asked[name]);

  function query(asked) {
    const said = Object.entries(asked).filter(([name, value]) => value.trim() && !(name === 'sort' && value === DEFAULT_ORDER));
    return new URLSearchParams(said).toString();
  }

  /** Puts into the form what the address asks. A filter's values come later, so a value is added where it is missing. */
  function restore() {
    const said = new URLSearchParams(location.search);
    field.value = said.get('q') ?? '';
    for (const [name, control] of Object.entries(controls)) {
      const value = said.get(name) ?? '';
      const isOffered = [...control.options].some((option) => option.value === value);
      if (!isOffered && name !== 'sort') control.append(make('option', { value, textContent: value }));
      if (isOffered || name !== 'sort') control.value = value;
    }
    const asked = read();
    filters.open = isNarrowed(asked) || asked.sort !== DEFAULT_ORDER; // what narrows is seen
  }

  function keepAddress(asked) {
    const text = query(asked);
    try {
      history.replaceState(null, '', text ? `?${text}` : location.pathname);
    } catch {
      // Some browsers let no page from disk change its address. The answer is the same.
    }
  }

  /** Notes how much is shown and how far down one is, for who comes back. */
  function keepPlace() {
    if (current) history.replaceState({ shown: current.shown, top: scrollY }, '');
  }

  // Showing

  function say(state, ...parts) {
    status.replaceChildren(...parts);
    status.dataset.state = state;
  }

  const marked = (parts) => parts.map((part) => (part.marked ? make('mark', { textContent: part.text }) : part.text));

  const link = (address, text) => make('a', { href: SiteSearch.href(address), textContent: text, dir: 'auto' });

  function item(hit) {
    const spoken = hit.lang ? { lang: hit.lang } : {};
    const excerpt = make('p', { className: 'search-excerpt', dir: 'auto', ...spoken }, ...marked(hit.excerpt));
    excerpt.dataset.excerpt = '';
    const shown = make('li', { className: 'search-hit' },
      make('h2', { className: 'search-title', ...spoken }, link(hit.address, hit.title)),
      make('ul', { className: 'search-facts' }, ...hit.facts.map((fact) => make('li', { textContent: fact }))),
      excerpt);
    if (hit.below.length) shown.append(make('ul', { className: 'search-below', ...spoken }, ...hit.below.map(({ address, title }) => make('li', {}, link(address, title)))));
    return shown;
  }

  /** Each value of a filter with how many hits it would leave. The chosen one stays, with none too. */
  function offer(counts) {
    for (const name of SearchQuery.FACETS) {
      const control = controls[name];
      const { value } = control;
      const known = new Map(Object.entries(counts[name] ?? {}));
      if (value && !known.has(value)) known.set(value, 0);
      const values = [...known.keys()].filter((each) => known.get(each) || each === value).sort(inOrder(name));
      const options = values.map((each) => make('option', { value: each, textContent: `${shown(name, each)} (${numbers.format(known.get(each))})` }));
      control.replaceChildren(control.options[0], ...options);
      control.value = value;
    }
  }

  const everything = ({ filters }) =>
    Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, SearchQuery.written(values)]));

  function inOrder(name) {
    const compare = (a, b) => a.localeCompare(b, document.documentElement.lang, { sensitivity: 'base', numeric: true });
    return name === 'year' ? (a, b) => compare(b, a) : compare;
  }

  const leading = (asked, text) => make('a', { href: `?${query(asked)}`, textContent: text, dir: 'auto' });

  /** What was answered in place of what was typed, and what else may have been meant, each with its first lines. */
  function showHints(asked, instead, offers) {
    const to = (text) => leading({ ...asked, q: text }, text);
    const typed = () => leading({ ...asked, q: `"${asked.q.trim()}"` }, asked.q.trim());
    const about = offers.filter(({ summary }) => summary).map(({ text, summary }) =>
      make('li', {}, ...fill(words.offer, { name: to(text), summary: make('bdi', { textContent: summary }) })));
    const said = instead ? [fill(words.instead, { query: to(instead), typed: typed() })] : [];
    if (about.length) said.push([words.did_you_mean_list]);
    else if (offers.length) said.push(fill(words.did_you_mean, { queries: choice(offers.map(({ text }) => to(text))) }));
    hint.replaceChildren(...said.map((parts) => make('p', {}, ...parts)), ...(about.length ? [make('ul', {}, ...about)] : []));
    hint.hidden = !said.length;
  }

  /** Links to questions that ask for less and find something. */
  function showWider(questions) {
    const items = questions.map(({ asked, total }) => {
      const query = asked.q || words.everything;
      const isWidened = !isNarrowed(asked) && isNarrowed(read());
      const text = isWidened ? fill(words.without_filters, { query }).join('') : query;
      return make('li', {}, ...fill(words.wider, { query: leading(asked, text), results: counted(total) }));
    });
    wider.lastElementChild.replaceChildren(...items);
    wider.hidden = !items.length;
  }

  function showNotice(name) {
    for (const text of notice.children) text.hidden = text.dataset.case !== name;
  }

  /** The sentences for the live region. */
  function summary(asked, answer, incomplete) {
    const query = answer.instead || asked.q.trim();
    const filled = { query: quoted(query), results: counted(answer.total) };
    if (answer.total) {
      const found = fill(query ? words.found : words.found_all, filled);
      return incomplete ? [...found, ' ', words.list_incomplete] : found;
    }
    if (incomplete) return [words.incomplete];
    const nothing = isNarrowed(asked) ? words.nothing_with_filters : words.nothing;
    const sentence = fill(query ? nothing.found : nothing.found_all, filled);
    const isAll = answer.unknown.join(' ') === query.toLowerCase();
    if (isAll || !answer.unknown.length) return sentence;
    return [...sentence, ' ', ...fill(words.lacking, { words: choice(answer.unknown.map(quoted)) })];
  }

  async function show(asked, answer, isStale, place) {
    const hits = await answer.hits(0, place?.shown ?? BATCH);
    if (isStale()) return;
    const incomplete = SiteSearch.incomplete();
    current = { answer, shown: hits.length };
    list.replaceChildren(...hits.map(item));
    more.hidden = hits.length >= answer.total;
    showHints(asked, incomplete ? '' : answer.instead, incomplete ? [] : answer.hints);
    showWider(incomplete ? [] : answer.wider);
    showNotice(incomplete ? 'incomplete' : answer.total ? '' : 'nothing');
    say(answer.total || !incomplete ? 'done' : 'failed', ...summary(asked, answer, incomplete));
    if (place) scrollTo(0, place.top);
  }

  function clear(state, text, problem = '') {
    current = null;
    list.replaceChildren();
    more.hidden = true;
    showHints({}, '', []);
    showWider([]);
    showNotice(problem);
    say(state, text);
  }

  // Asking

  async function ask(asked, isStale, place) {
    if (isStale()) return;
    try {
      const loaded = await SiteSearch.load();
      const answer = await SearchQuery.answer(asked, loaded);
      if (isStale()) return;
      offer(answer?.counts ?? everything(loaded));
      if (answer) await show(asked, answer, isStale, place);
      else clear('idle', '');
    } catch {
      if (!isStale()) clear('failed', words.failed, 'failed');
    }
  }

  /** Answers what the form now asks, after the questions before it; at the `place` where one was, if one comes back. */
  function refresh(place) {
    clearTimeout(pause);
    newest += 1;
    const mine = newest;
    const asked = read();
    keepAddress(asked);
    all.hidden = !isNarrowed(asked);
    if (query({ ...asked, sort: '' })) say('loading', status.textContent || words.searching);
    turn = turn.then(() => ask(asked, () => mine !== newest, place));
  }

  /** Loads what is needed before it is asked for, and fills the filters. */
  function prepare() {
    SiteSearch.load().then((loaded) => newest === 0 && offer(everything(loaded)), () => {});
  }

  async function showMore() {
    const { answer, shown } = current;
    const hits = await answer.hits(shown, shown + BATCH);
    if (current?.answer !== answer) return;
    current.shown += hits.length;
    const items = hits.map(item);
    list.append(...items);
    more.hidden = current.shown >= answer.total;
    items[0]?.querySelector('a').focus();
  }

  /** Down from the field to the first hit and on, up again. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll('.search-title a')];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }

  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => refresh(), PAUSE);
  });
  form.addEventListener('change', (event) => event.target !== field && refresh());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    refresh();
  });
  all.addEventListener('click', () => {
    for (const name of SearchQuery.FACETS) controls[name].value = '';
    refresh();
    field.focus();
  });
  more.addEventListener('click', () => { turn = turn.then(showMore); });
  document.addEventListener('keydown', walk);
  addEventListener('pagehide', keepPlace);

  restore();
  if (query({ ...read(), sort: '' })) refresh(history.state);
  else {
    field.focus({ preventScroll: true });
    // Nothing of the search is loaded before somebody reaches for it.
    for (const reach of ['focusin', 'pointerover', 'keydown']) form.addEventListener(reach, prepare, { once: true });
  }
})();
