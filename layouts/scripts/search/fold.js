'use strict';
/* fold(): one spelling for all the ways in which a name is typed. The same rules as sitegen/names/fold.py, held
   together by tests/names/fold-cases.json, on which both are tested. A rule changed here is changed there. */
(() => {
  // Signs that one writer sets and the next leaves out: apostrophes, half rings, a lone hamza, the stretching line.
  const DROPPED = /['\u0060´ʹʻʼʽʾʿˈ‘’‛′＇\u0621\u0674\u0640]/g;

  // Letters that stand for one another and that Unicode does not take apart; Arabic and Persian digits.
  const LETTERS = new Map(Object.entries({
    'ي': 'ی', 'ى': 'ی', 'ے': 'ی', 'ك': 'ک', 'ڪ': 'ک', 'ة': 'ه', 'ۀ': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ە': 'ه',
    'ٱ': 'ا', 'ı': 'i', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ħ': 'h', 'ə': 'a', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe',
    'þ': 'th', 'ð': 'd',
  }));
  for (let digit = 0; digit < 10; digit += 1) {
    LETTERS.set(String.fromCharCode(0x0660 + digit), String(digit));
    LETTERS.set(String.fromCharCode(0x06f0 + digit), String(digit));
  }

  // The Arabic article, also as it sounds before the letter that follows: al-, as-Sadr, ash-Shaabi.
  const ARTICLES = new Set('al el ul ad adh an ar as ash at ath az ud'.split(' '));
  const ARABIC_ARTICLE = 'ال';

  const plain = (text) => text.normalize('NFKD').replace(DROPPED, '');

  /** The folded words of `text`, articles included. */
  function foldAll(text) {
    const signs = plain(plain(text.replace(DROPPED, '')).toLowerCase());
    const letters = Array.from(signs, (sign) => LETTERS.get(sign) ?? sign).join('');
    return letters
      .replace(/(?<=[0-9])[.,٫٬](?=[0-9])/g, '')
      .replace(/\p{M}|(?!\u200c)\p{Cf}/gu, '') // the zero-width non-joiner stands between the parts of a Persian word
      .replace(/[^\p{L}\p{N}]/gu, ' ')
      .split(' ')
      .filter(Boolean);
  }

  // Four letters and fewer, as in Allah, are a word of their own.
  function withoutArabicArticle(word) {
    return word.startsWith(ARABIC_ARTICLE) && word.length > 4 ? word.slice(2) : word;
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
