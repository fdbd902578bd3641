'use strict';
/* From what a reader asks to an answer: `SearchQuery.answer(asked, loaded)`. No page is touched here.

   What is typed is folded before it is searched; the index holds the folded forms (sitegen/publish/search/terms.py).
   Pagefind answers a word that it does not know with pages that have the beginning of it ("another": all with "a").
   So every word is tried alone first, and one that no page has gives no hits, but a did-you-mean. */
(() => {
  const FACETS = ['topic', 'type', 'source', 'year'];
  const FACTS = ['type', 'source', 'date', 'topic'];
  const MOST_OF_A_KIND = 3; // topics or outlets named with a hit
  const QUOTED = /^["“”„«»](.+)["“”„«»]$/;
  // Words of English that say little of a page. They are searched only where nothing else is asked.
  const LITTLE = new Set(('a an and are as at be been but by for from had has have he her his how i if in into is it its '
    + 'me my no not of on or our she so than that the their them then there these they this to was we were what when '
    + 'where which who whom whose why will with would you your').split(' '));
  const SCORES = 1e4; // what differs less is equal: the engine adds up in no fixed order
  const MANY = 2_000; // hits among which nobody looks for the order of equals, and whose order takes seconds
  const SAMPLE = 3; // hits looked into, to see which word of theirs was found
  const LARGE_SAMPLE = 10; // those looked into for a word letter by letter
  const NAME_EXCERPT = 30; // words, as many as Pagefind gives
  const BEFORE_NAME = 8;
  const NEIGHBOURHOOD = 40; // characters by which an end of an excerpt is found in its text

  /** What the typed words mean: the text to search, its words, and the names that they are as a whole. */
  function understood(text, names) {
    const query = text.trim();
    const phrase = QUOTED.exec(query)?.[1].trim();
    if (phrase) return { text: `"${phrase}"`, words: [], typed: [], named: [], query };
    const named = query ? names.exact(query) : [];
    const typed = named.length ? named[0].words : fold(query).split(' ').filter(Boolean);
    const telling = typed.filter((word) => !LITTLE.has(word));
    const words = telling.length ? telling : typed;
    return { text: words.join(' '), words, typed, named, query };
  }

  /** Whether one of the first hits shows, in a marked word or in its metadata, a word that fits. */
  async function shows(found, fits) {
    for (const result of found.results.slice(0, SAMPLE)) {
      const { content, locations, meta } = await result.data();
      const inText = content.split(/\s+/);
      const words = [...locations.map((at) => inText[at] ?? ''), meta.title, meta.names, meta.also];
      if (words.some((word) => word && [...foldAll(word), ...fold(word).split(' ')].some(fits))) return true;
    }
    return false;
  }

  const alone = (engine, word) => engine.search(`"${word}"`);

  /** Whether a page has the word, an inflection of it, or a word that begins with it. */
  async function isKnown(engine, word) {
    if ((await alone(engine, word)).results.length) return true;
    return shows(await engine.search(word), (other) => isBegunBy(other, word));
  }

  /** The word's last two letters may be its inflection. */
  function isBegunBy(other, word) {
    const stem = word.length > 5 ? word.slice(0, -2) : word;
    return other.startsWith(stem);
  }

  /** Whether one of the first hits has these folded words, one after the other and letter by letter. */
  async function isWritten(engine, words) {
    const asked = ` ${words.join(' ')} `;
    for (const result of (await alone(engine, words.join(' '))).results.slice(0, LARGE_SAMPLE)) {
      const { content, meta } = await result.data();
      if ([content, meta.title].some((text) => ` ${fold(text)} `.includes(asked) || ` ${foldAll(text).join(' ')} `.includes(asked))) return true;
    }
    return false;
  }

  async function filtered(list, keep) {
    const kept = [];
    for (const item of list) if (await keep(item)) kept.push(item);
    return kept;
  }

  /** What may have been meant: names that are one slip away, unless what was typed stands on a page just so. */
  async function hints({ words, typed, named, query }, { engine, names }) {
    if (named.length || !words.length) return [];
    const whole = names.near(query);
    if (whole.length) return (await isWritten(engine, typed)) ? [] : whole;
    const slips = new Map(words.map((word) => [word, names.nearWord(word)]).filter(([, { word }]) => word));
    const odd = await filtered([...slips.keys()], async (word) => !(await isWritten(engine, [word])));
    if (!odd.length) return [];
    const { titles } = slips.get(odd[0]);
    if (words.length === 1 && titles.length) return titles;
    return [words.map((word) => (odd.includes(word) ? slips.get(word).word : word)).join(' ')];
  }

  // Pagefind does not read what JSON escapes in the value of a filter, so its index has something in its place.
  const toIndex = (value) => value.replaceAll('"', '\ue000').replaceAll('\\', '\ue001');
  const fromIndex = (value) => value.replaceAll('\ue000', '"').replaceAll('\ue001', '\\');

  const chosen = (asked) =>
    Object.fromEntries(FACETS.filter((facet) => asked[facet]).map((facet) => [facet, toIndex(asked[facet])]));

  /** Values of filters and their counts, as they are written. */
  const written = (values) =>
    Object.fromEntries(Object.entries(values ?? {}).map(([value, count]) => [fromIndex(value), count]));

  /** The values of each filter, with how many hits each would leave beside the other filters. */
  async function counts(engine, text, filters, found) {
    const all = {};
    for (const facet of FACETS) {
      const { [facet]: own, ...others } = filters;
      all[facet] = written((own ? await engine.search(text, { filters: others }) : found).filters[facet]);
    }
    return all;
  }

  /** The entries that the query names first, then by score, then by date. */
  function ranked(found, dated, named) {
    const first = named.map(({ page }) => page);
    const place = (id) => (first.includes(id) ? first.indexOf(id) : first.length);
    const age = new Map(dated.results.map(({ id }, at) => [id, at]));
    const score = ({ score: exact }) => Math.round(exact * SCORES);
    return [...found.results].sort((a, b) =>
      place(a.id) - place(b.id) || score(b) - score(a) || age.get(a.id) - age.get(b.id));
  }

  /** Words and whether each is marked, from an excerpt of Pagefind's. `<mark>` is the only tag it holds. */
  function parts(excerpt) {
    let marked = false;
    return excerpt.split(/(<\/?mark>)/).flatMap((text) => {
      if (!/^<\/?mark>$/.test(text)) return text ? [{ text: text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'), marked }] : [];
      marked = text === '<mark>';
      return [];
    });
  }

  /** For a page found by another spelling of a name it has: the place where it has the name. */
  function namePart(content, kin) {
    const words = content.split(/\s+/);
    const bare = words.map((word) => fold(word.replace(/['’]s\b/, '')));
    const nameAt = (at) => {
      for (let end = Math.min(at + kin.longest, words.length); end > at; end -= 1) {
        if (kin.names.has(bare.slice(at, end).join(' '))) return end;
      }
      return 0;
    };
    const at = words.findIndex((_, place) => nameAt(place));
    if (at < 0) return null;
    const end = nameAt(at);
    const from = Math.max(0, Math.min(at - BEFORE_NAME, words.length - NAME_EXCERPT));
    return words.slice(from, from + NAME_EXCERPT).flatMap((word, index) =>
      [{ text: index ? ' ' : '', marked: false }, { text: word, marked: from + index >= at && from + index < end }]);
  }

  /** An excerpt with dots where the text goes on. */
  function dotted(excerpt, content) {
    const text = excerpt.map((part) => part.text).join('').trim();
    const dots = (isEnd) => (isEnd || !text ? [] : [{ text: '…', marked: false }]);
    const space = { text: ' ', marked: false };
    const before = dots(content.startsWith(text.slice(0, NEIGHBOURHOOD)));
    const after = dots(content.endsWith(text.slice(-NEIGHBOURHOOD)));
    return [...before, ...before.map(() => space), ...excerpt, ...after.map(() => space), ...after];
  }

  /** What is shown of a hit; of a page that the query names, its beginning will do. */
  async function hit(result, kin) {
    const { url, meta, filters, excerpt, content, sub_results: below } = await result.data();
    const own = parts(excerpt);
    const isMarked = own.some(({ marked }) => marked);
    return {
      address: url,
      title: meta.title,
      facts: FACTS.flatMap((name) => (filters[name] ?? []).slice(0, MOST_OF_A_KIND)).map(fromIndex),
      excerpt: dotted((!isMarked && !kin.pages.has(result.id) && namePart(content, kin)) || own, content),
      below: below.filter((part) => part.url !== url).map((part) => ({ address: part.url, title: part.title })),
    };
  }

  /** The answer to what is asked ({ q, topic, type, source, year, sort }, each a text, empty where nothing is said).
   *
   *  `total` hits, of which `hits(from, to)` gets some; `counts` of each filter's values; `hints` are other queries to
   *  offer; `unknown` the words that no page has. Null where nothing is asked. */
  async function answer(asked, loaded) {
    const { engine, names } = loaded;
    const meant = understood(asked.q, names);
    const filters = chosen(asked);
    if (!meant.query && !Object.keys(filters).length) return null;
    const unknown = await filtered(meant.named.length ? [] : meant.words, async (word) => !(await isKnown(engine, word)));
    const isNothing = unknown.length || (meant.query && !meant.text);
    const text = meant.query ? meant.text : null;
    const found = isNothing ? { results: [], filters: {} } : await engine.search(text, { filters });
    const byDate = asked.sort === 'newest';
    const isDated = found.results.length && (byDate || found.results.length < MANY);
    const dated = isDated ? await engine.search(text, { filters, sort: { date: 'desc' } }) : found;
    const results = byDate ? dated.results : ranked(found, dated, meant.named);
    const kin = names.kin(meant);
    return {
      total: results.length,
      hits: (from, to) => Promise.all(results.slice(from, to).map((result) => hit(result, kin))),
      counts: isNothing ? {} : await counts(engine, text, filters, found),
      hints: await hints(meant, loaded),
      unknown,
    };
  }

  window.SearchQuery = { answer, written, FACETS };
})();
