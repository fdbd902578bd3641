'use strict';
/* The part of a page's text that a hit shows: `SearchExcerpt.of(...)`, as words and whether each is marked. */
(() => {
  const NAME_EXCERPT = 30; // words, as many as Pagefind gives
  const BEFORE_NAME = 8;
  const NEIGHBOURHOOD = 40; // characters by which an end of an excerpt is found in its text

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

  const beginning = (content) => [{ text: content.split(/\s+/).slice(0, NAME_EXCERPT).join(' '), marked: false }];

  /** An excerpt with dots where the text goes on. */
  function dotted(excerpt, content) {
    const text = excerpt.map((part) => part.text).join('').trim();
    const dots = (isEnd) => (isEnd || !text ? [] : [{ text: '…', marked: false }]);
    const space = { text: ' ', marked: false };
    const before = dots(content.startsWith(text.slice(0, NEIGHBOURHOOD)));
    const after = dots(content.endsWith(text.slice(-NEIGHBOURHOOD)));
    return [...before, ...before.map(() => space), ...excerpt, ...after.map(() => space), ...after];
  }

  /** The excerpt of a page; of one that the query names, its beginning, which says what it is. */
  function of({ excerpt, content }, kin, isNamed) {
    const own = parts(excerpt);
    const isMarked = own.some(({ marked }) => marked);
    const named = isNamed ? beginning(content) : !isMarked && namePart(content, kin);
    return dotted(named || own, content);
  }

  window.SearchExcerpt = { of };
})();
