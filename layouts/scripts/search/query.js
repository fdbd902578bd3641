'use strict';
/* From what a reader asks to an answer: `SearchQuery.answer(asked, loaded)`. No page is touched here.

   What is typed is folded before it is searched; the index holds the folded forms (sitegen/publish/search/terms.py).
   Pagefind answers a word that it does not know with pages that have the beginning of it ("another": all with "a").
   So every word is tried alone first, and one that no page has gives no hits, but a did-you-mean. */
(() => {
  const FACETS = ['topic', 'type', 'source', 'year'];
  const FACTS = ['type', 'date', 'source', 'topic'];
  const MOST_OF_A_KIND = 3; // topics or outlets named with a hit
  const QUOTED = /^["“”„«»](.+)["“”„«»]$/;
  const POSSESSIVE = /(?<=\p{L})['’ʼ]s(?![\p{L}\p{N}])/giu;
  const SCORES = 1e4; // what differs less is equal: the engine adds up in no fixed order
  const MANY = 2_000; // hits among which nobody looks for the order of equals, and whose order takes seconds
  const SAMPLE = 3; // hits looked into, to see which word of theirs was found
  const LARGE_SAMPLE = 10; // those looked into for a word letter by letter
  const MOST_WORDS = 6; // of a question, to try it without each of them
  const MOST_WIDER = 3; // wider questions offered

  /** What the typed words mean: the text to search, its words, and the names that they are as a whole. */
  function understood(text, names) {
    const query = text.trim();
    const phrase = QUOTED.exec(query)?.[1].trim();
    if (phrase) return { text: `"${phrase}"`, words: [], typed: [], named: [], query };
    const bare = query.replace(POSSESSIVE, '');
    const named = [query, bare].map((each) => (each ? names.exact(each) : [])).find((found) => found.length) ?? [];
    const typed = named.length ? named[0].words : fold(bare).split(' ').filter(Boolean);
    const words = SearchNames.telling(typed);
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

  const NO_GUESS = { texts: [], isSure: false };

  /** What may have been meant where what was typed stands on no page: other queries, likeliest first. What sounds the
   *  same comes before what is one slip away, the whole before a part of a name, and that before single words. */
  async function guessed({ meant: { words, typed, named, query }, found }, { engine, names }) {
    if (named.length || (names.areOfOne(typed) && (found.results.length || !words.length))) return NO_GUESS;
    const whole = names.sounding(query);
    const slips = whole.length ? [] : names.near(query);
    const alike = whole.length || slips.length || words.length < 2 ? whole : names.partly(words);
    const texts = alike.length ? different(alike.map(({ name }) => name)) : slips;
    if (texts.length) {
      const isSure = texts.length === 1 || alike[0]?.distance < alike[1]?.distance;
      return (await isWritten(engine, typed)) ? NO_GUESS : { texts, isSure, isSound: alike.length > 0 };
    }
    const near = new Map(words.map((word) => [word, names.nearWord(word)]).filter(([, { word }]) => word));
    const odd = await filtered([...near.keys()], async (word) => !(await isWritten(engine, [word])));
    if (!odd.length) return NO_GUESS;
    const isSound = odd.every((word) => near.get(word).isSound);
    const { titles } = near.get(odd[0]);
    if (words.length === 1 && titles.length) return { texts: titles, isSure: titles.length === 1, isSound };
    const text = words.map((word) => (odd.includes(word) ? near.get(word).word : word)).join(' ');
    return { texts: [text], isSure: true, isSound };
  }

  /** Names that are searched as one are one. */
  const different = (names) => [...new Map(names.map((name) => [fold(name), name]).reverse()).values()].reverse();

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

  /** The entries that the query names first, then those whose name it is half of, then by score, then by date. */
  function ranked(found, dated, first) {
    const place = (id) => first.get(id) ?? Number.MAX_SAFE_INTEGER;
    const age = new Map(dated.results.map(({ id }, at) => [id, at]));
    const score = ({ score: exact }) => Math.round(exact * SCORES);
    return [...found.results].sort((a, b) =>
      place(a.id) - place(b.id) || score(b) - score(a) || age.get(a.id) - age.get(b.id));
  }

  /** What is shown of a hit. */
  async function hit(result, kin) {
    const data = await result.data();
    const { url, meta, filters, sub_results: below } = data;
    return {
      address: url,
      title: meta.title,
      lang: filters.lang?.[0] ?? '',
      facts: FACTS.flatMap((name) => (filters[name] ?? []).slice(0, MOST_OF_A_KIND)).map(fromIndex),
      excerpt: SearchExcerpt.of(data, kin, kin.pages.has(result.id)),
      below: below.filter((part) => part.url !== url).map((part) => ({ address: part.url, title: part.title })),
    };
  }

  /** What is found for a question, in no order: what it `meant`, the `text` and `filters` searched, the words `unknown`
   *  to all pages, whether it `isNothing` that the engine could find, and what it `found`. Null where nothing is asked. */
  async function look(asked, { engine, names }) {
    const meant = understood(asked.q, names);
    const filters = chosen(asked);
    if (!meant.query && !Object.keys(filters).length) return null;
    const unknown = await filtered(meant.named.length ? [] : meant.words, async (word) => !(await isKnown(engine, word)));
    const isNothing = unknown.length || (meant.query && !meant.text);
    const text = meant.query ? meant.text : null;
    const found = isNothing ? { results: [], filters: {} } : await engine.search(text, { filters });
    return { meant, text, filters, unknown, isNothing, found };
  }

  /** Questions that ask for less than one that finds nothing: without the filters, the quotation marks, the words that
   *  no page has, or one of the words. */
  function* lesser(asked, { meant: { query, words }, filters, unknown }) {
    if (Object.keys(filters).length) yield { ...asked, ...Object.fromEntries(FACETS.map((facet) => [facet, ''])) };
    const phrase = QUOTED.exec(query);
    if (phrase) yield { ...asked, q: phrase[1].trim() };
    const keeps = (part, left) => !fold(part).split(' ').some((word) => left.includes(word));
    const without = (left) => ({ ...asked, q: query.split(/\s+/).filter((part) => keeps(part, left)).join(' ') });
    if (unknown.length && unknown.length < words.length) yield without(unknown);
    if (!unknown.length && words.length > 1 && words.length <= MOST_WORDS) yield* words.map((word) => without([word]));
  }

  /** Up to three of them that find something: what they ask, and their `total` of hits. */
  async function wider(asked, looked, loaded) {
    const answers = [];
    for (const less of lesser(asked, looked)) {
      if (answers.length === MOST_WIDER) break;
      const total = (await look(less, loaded))?.found.results.length ?? 0;
      if (total) answers.push({ asked: less, total });
    }
    return answers;
  }

  /** The first lines of the entry that a query names, empty where it names none. */
  async function summary(text, loaded) {
    const { meant, found } = await look({ q: text }, loaded);
    const named = meant.named.map(({ page }) => page);
    const entry = found.results.find(({ id }) => named.includes(id));
    return entry ? (await hit(entry, loaded.names.kin(meant))).excerpt.map((part) => part.text).join('') : '';
  }

  /** Queries to offer, each with what it leads to where there is a choice. */
  async function offers(texts, loaded) {
    const choices = [];
    for (const text of texts) choices.push({ text, summary: texts.length > 1 ? await summary(text, loaded) : '' });
    return choices;
  }

  /** What is found for a question, or for what it surely meant, where that sounds the same or nothing else is found.
   *  `instead` is the query that was answered, empty where it is the one that was asked. */
  async function lookAgain(asked, looked, guess, loaded) {
    const [text] = guess.texts;
    const isMeant = guess.isSure && (guess.isSound || !looked.found.results.length);
    const meant = isMeant ? await look({ ...asked, q: text }, loaded) : null;
    return meant?.found.results.length ? { ...meant, instead: text } : { ...looked, instead: '' };
  }

  /** The answer to what is asked ({ q, topic, type, source, year, sort }, each a text, empty where nothing is said).
   *
   *  `total` hits, of which `hits(from, to)` gets some; `counts` of each filter's values; `instead` is the query that was
   *  answered in place of the one asked, `hints` are others to offer, with a summary where there is a choice, and where
   *  there are no hits `wider` questions that have some; `unknown` the words that no page has. Null where nothing is asked. */
  async function answer(asked, loaded) {
    const typed = await look(asked, loaded);
    if (!typed) return null;
    const { engine, names } = loaded;
    const guess = await guessed(typed, loaded);
    const { meant, text, filters, unknown, isNothing, found, instead } = await lookAgain(asked, typed, guess, loaded);
    const total = found.results.length;
    const byDate = asked.sort === 'newest';
    const isDated = total && (byDate || total < MANY);
    const dated = isDated ? await engine.search(text, { filters, sort: { date: 'desc' } }) : found;
    const results = byDate ? dated.results : ranked(found, dated, names.first(meant));
    const kin = names.kin(meant);
    return {
      total,
      hits: (from, to) => Promise.all(results.slice(from, to).map((result) => hit(result, kin))),
      counts: isNothing ? {} : await counts(engine, text, filters, found),
      instead,
      hints: (await offers(guess.texts, loaded)).filter((offer) => offer.text !== instead),
      wider: total ? [] : await wider(asked, typed, loaded),
      unknown,
    };
  }

  window.SearchQuery = { answer, written, FACETS };
})();
