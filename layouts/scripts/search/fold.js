'use strict';
/* fold(): one spelling for all the ways in which a name is typed, as in sitegen/names/fold.py, which says why and whose
   table it is given. */
(() => {
  const { dropped, letters, articles, arabic_article: arabicArticle } = NAMES.fold;
  const DROPPED = new RegExp(`[${dropped}]`, 'g');
  const ARTICLES = new Set(articles);

  const plain = (text) => text.normalize('NFKD').replace(DROPPED, '');

  /** The folded words of `text`, articles included. */
  function foldAll(text) {
    const signs = plain(plain(text.replace(DROPPED, '')).toLowerCase());
    return Array.from(signs, (sign) => letters[sign] ?? sign).join('')
      .replace(/(?<=[0-9])[.,٫٬](?=[0-9])/g, '')
      .replace(/\p{M}|(?!\u200c)\p{Cf}/gu, '') // the zero-width non-joiner stands between the parts of a Persian word
      .replace(/[^\p{L}\p{N}]/gu, ' ')
      .split(' ')
      .filter(Boolean);
  }

  // Four letters and fewer, as in Allah, are a word of their own.
  function withoutArabicArticle(word) {
    return word.startsWith(arabicArticle) && word.length > 4 ? word.slice(arabicArticle.length) : word;
  }

  /** The folded words of `text` with one space between them, without articles unless there is nothing else. */
  function fold(text) {
    const words = foldAll(text);
    const bare = words.filter((word) => !ARTICLES.has(word)).map(withoutArabicArticle);
    return (bare.length ? bare : words).join(' ');
  }

  window.fold = fold;
  window.foldAll = foldAll;
})();
