'use strict';
/* The names that entries bear: which entries a query names, and which names it nearly is. */
(() => {
  const SHORTEST = 5; // letters of a name that may be mistyped and still be guessed
  const MOST = 3;
  const BEHIND = 0.2; // how much farther than the nearest a name may be to be offered too

  const SCRIPTS = [/\p{sc=Latn}/u, /\p{sc=Arab}/u, /\p{sc=Cyrl}/u, /\p{sc=Armn}/u, /\p{sc=Hebr}/u, /\p{sc=Geor}/u];

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
    /** Words that say little of a page, folded. They are searched only where nothing else is asked. */
    static little = new Set();

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

    /** The words without those that say little, unless there are no others. */
    static telling(words) {
      const telling = words.filter((word) => !SearchNames.little.has(word));
      return telling.length ? telling : words;
    }

    /** The names that the query is, those first that are their entry's title. */
    exact(query) {
      const found = [...keysOf(query)].flatMap((key) => (key && this.byKey.get(key)) || []);
      return [...new Set(found)].sort((a, b) => (b.name === b.title) - (a.name === a.title));
    }

    /** The pages to put first, each with its rank from 0 up: those of the entries that the query names, then of those a
     *  name of which has all its telling words and as many others at most, the closest first. A title comes before
     *  another name; who bears the same is as good as the other. */
    first({ named, words }) {
      const ranks = new Map();
      const put = ({ page, name, title }, others) => {
        const rank = 2 * others + (name === title ? 0 : 1);
        if (!(ranks.get(page) <= rank)) ranks.set(page, rank);
      };
      for (const name of named) put(name, 0);
      const asked = words.filter((word) => !SearchNames.little.has(word));
      for (const name of asked.length ? this.names : []) {
        const others = SearchNames.telling(name.words).filter((word) => !asked.includes(word)).length;
        if (others <= asked.length && asked.every((word) => name.words.includes(word))) put(name, others + 1);
      }
      return ranks;
    }

    /** Whether one name has all these words. */
    areOfOne(words) {
      return this.names.some((name) => words.every((word) => name.words.includes(word)));
    }

    /** The skeletons of all names, with their articles and without. */
    get skeletons() {
      this.known ??= this.names.map((name) =>
        [...new Set([name.name, foldAll(name.name).join('')])].map((text) => Skeleton.of(text)));
      return this.known;
    }

    /** Names of the different entries that sound like the whole query, nearest first, each in the letters of the query
     *  where its entry has one in these. */
    sounding(query) {
      const asked = Skeleton.of(query);
      const distances = this.skeletons.map((each) => nearestOf(asked, each));
      return this.nearest(query, distances, Skeleton.farthestFrom(asked));
    }

    /** The same for names that have, beside others and in any order, a word that sounds like each of these. */
    partly(words) {
      const heard = words.map((word) => this.heard(word));
      const apart = (name) => heard.map((each) => Math.min(...name.words.map((word) => each.get(word) ?? Infinity)));
      const distances = this.names.map((name) => apart(name).reduce((sum, each) => sum + each, 0));
      return this.nearest(words.join(' '), distances, words.length);
    }

    /** Names of different entries, nearest first, by the `distances` of all names, of which those beyond the `farthest` are none. */
    nearest(query, distances, farthest) {
      const names = this.names.map((name, at) => ({ ...name, distance: distances[at] })).sort(byDistance);
      const near = onePerEntry(names.filter(({ distance }) => distance <= farthest));
      const nearest = near.filter(({ distance }) => distance <= near[0].distance + BEHIND).slice(0, MOST);
      return nearest.map(({ page, distance }) => ({ name: inLettersOf(query, names.filter((name) => name.page === page)), distance }));
    }

    /** Up to three names of different entries that the whole query is one slip away from. */
    near(query) {
      const asked = [...keysOf(query)];
      const isNear = ({ keys }) =>
        [...keys].some((key) => key.length >= SHORTEST && asked.some((typed) => isOneSlipFrom(typed, key)));
      const hints = onePerEntry(this.names.filter(isNear)).map(({ name }) => [fold(name), name]);
      return [...new Map(hints).values()].slice(0, MOST); // a name that several share leads to all of them
    }

    /** The words of all names, each with its skeleton. */
    get words() {
      this.knownWords ??= new Map(this.names.flatMap(({ words }) => words).map((word) => [word, Skeleton.of(word)]));
      return this.knownWords;
    }

    /** The words of names that sound like a word, each with how far it is. */
    heard(asked) {
      const skeleton = Skeleton.of(asked);
      const distances = [...this.words].map(([word, each]) => [word, word === asked ? 0 : nearestOf(skeleton, [each])]);
      return new Map(distances.filter(([word, distance]) => word === asked || distance <= Skeleton.farthestFrom(skeleton)));
    }

    /** What a word was likely meant to be, whether that `isSound`ing the same, and the entries whose names have it: none
     *  where there are many. */
    nearWord(asked) {
      if (this.words.has(asked)) return { word: '', titles: [] };
      const [heard] = [...this.heard(asked)].sort(([, one], [, other]) => one - other)[0] ?? [];
      const word = heard ?? [...this.words.keys()].find((each) => each.length >= SHORTEST && isOneSlipFrom(asked, each));
      if (!word) return { word: '', titles: [] };
      const bearers = this.entries.filter((names) => names.some(({ words }) => words.includes(word)));
      const titles = bearers.map((names) => inLettersOf(asked, names));
      return { word, isSound: word === heard, titles: titles.length > MOST ? [] : titles };
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

  const byDistance = (one, other) => one.distance - other.distance;

  /** How far the nearest of the skeletons that sound alike is; Infinity where none does. */
  const nearestOf = (asked, skeletons) =>
    Math.min(...skeletons.map((each) => (Skeleton.isLike(asked, each) ? Skeleton.distance(asked, each) : Infinity)));

  const scriptOf = (text) => SCRIPTS.findIndex((script) => script.test(text));

  /** The first of the names that is in the letters of a text, else the first. */
  const inLettersOf = (text, names) => (names.find(({ name }) => scriptOf(name) === scriptOf(text)) ?? names[0]).name;

  function onePerEntry(names) {
    const seen = new Set();
    return names.filter(({ page }) => !seen.has(page) && seen.add(page));
  }
})();
