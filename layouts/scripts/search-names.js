'use strict';
/* The names that entries bear: which entries a query names, and which names it nearly is. */
(() => {
  const SHORTEST = 5; // letters of a name that may be mistyped and still be guessed
  const MOST = 3;

  const joined = (text) => text.replaceAll(' ', '');

  /** The forms under which a name is known as a whole, without spaces: with its articles and without. */
  const keysOf = (text) => new Set([joined(fold(text)), foldAll(text).join('')]);

  /** Whether one letter wrong, missing, extra or changed with its neighbour turns one word into the other. */
  function isOneSlipFrom(one, other) {
    const [short, long] = one.length <= other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1 || one === other) return false;
    let same = 0;
    while (same < short.length && short[same] === long[same]) same += 1;
    const rest = (text, from) => text.slice(same + from);
    if (short.length < long.length) return rest(short, 0) === rest(long, 1);
    const swapped = short[same] === long[same + 1] && short[same + 1] === long[same];
    return rest(short, 1) === rest(long, 1) || (swapped && rest(short, 2) === rest(long, 2));
  }

  window.SearchNames = class SearchNames {
    /** @param {string[][]} rows for each entry the key of its page, then its names, the title first */
    constructor(rows) {
      this.entries = rows.map(([page, title, ...others]) =>
        [title, ...others].map((name) => ({ page, title, name, words: fold(name).split(' '), keys: keysOf(name) })));
      this.names = this.entries.flat();
      this.byKey = new Map();
      for (const name of this.names) {
        for (const key of name.keys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), name]);
      }
    }

    /** The names that the query is, those first that are their entry's title. */
    exact(query) {
      const found = [...keysOf(query)].flatMap((key) => (key && this.byKey.get(key)) || []);
      return [...new Set(found)].sort((a, b) => (b.name === b.title) - (a.name === a.title));
    }

    /** Up to three names of different entries that the whole query is one slip away from. */
    near(query) {
      const asked = [...keysOf(query)];
      const isNear = ({ keys }) =>
        [...keys].some((key) => key.length >= SHORTEST && asked.some((typed) => isOneSlipFrom(typed, key)));
      return onePerEntry(this.names.filter(isNear)).slice(0, MOST).map(({ name }) => name);
    }

    /** What a word was likely meant to be: the entries whose names have the right word, or the word, if many have. */
    nearWord(asked) {
      const known = this.names.flatMap(({ words }) => words);
      const word = known.find((each) => each.length >= SHORTEST && isOneSlipFrom(asked, each));
      if (!word || known.includes(asked)) return { word: '', titles: [] };
      const bearers = onePerEntry(this.names.filter(({ words }) => words.includes(word)));
      return { word, titles: bearers.length > MOST ? [] : bearers.map(({ title }) => title) };
    }

    /** The entries that a query names, or else those with one of its words in a name: their `pages`, and all their
     *  `names`, folded, the `longest` of so many words. */
    kin({ named, words: asked }) {
      const isKin = (names) => (named.length
        ? named.some(({ page }) => page === names[0].page)
        : names.some(({ words }) => words.some((word) => asked.includes(word))));
      const kin = this.entries.filter(isKin).flat();
      return {
        pages: new Set(named.map(({ page }) => page)),
        names: new Set(kin.map(({ words }) => words.join(' '))),
        longest: Math.max(0, ...kin.map(({ words }) => words.length)),
      };
    }
  };

  function onePerEntry(names) {
    const seen = new Set();
    return names.filter(({ page }) => !seen.has(page) && seen.add(page));
  }
})();
