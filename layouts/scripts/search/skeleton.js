'use strict';
/* The consonants of a name: the same rules as sitegen/names/skeleton.py, which says why, held together by
   tests/names/skeleton-cases.json, on which both are tested. */
(() => {
  // Letters whose sign says another sound. fold() drops it.
  const SIGNS = { ş: 'sh', ș: 'sh', š: 'sh', ç: 'ch', č: 'ch', ğ: 'gh', ǧ: 'j', ž: 'zh', ẖ: 'kh', ḫ: 'kh' };
  const SIGNED = new RegExp(`[${Object.keys(SIGNS).join('')}]`, 'g');

  // Son or daughter of, "and", and the article as it is written in French and Turkish: one writer sets them, the next does not.
  const LINKS = new Set(['bin', 'ibn', 'ben', 'bint', 'and', 'va', 'wa', 've', 'و', 'es', 'esh', 'ed', 'er', 'et', 'ez']);

  // What is written in several ways and sounds the same.
  const ALIKE = [
    [/^m[ou]?hd$/, 'mohamad'], // Mohd, an abbreviation
    [/^abd[aeiou]+l(?![aeiou])/, 'abd'], // Abdul Mahdi, Abdolmahdi, Abd al-Mahdi
    [/^abo?ul?(?![aeiou])/, 'abu'], // Aboul Qasim, Abu al-Qasim
    [/([kgdts]h)\1+/g, '$1'],
    [/oo/g, 'u'],
    [/ee/g, 'i'],
    [/(.)\1+/gu, '$1'],
    [/(?<=[aeiouy])h$/, ''], // Fatimah, Khamaneh
  ];

  // What letters sound like: a pattern, then capitals for the consonants it may be, `?` where it may be silent, and the vowel
  // it brings, of three. `-` is nothing. The first row that fits counts. A vowel at the beginning of a word leaves an A.
  const ROWS = `
    tsch|tch CX  dsch|dzh|dj J  zh JZ  sch|sh X  kh KH  gh K  ch CXK  ck K  ph F  th TSDZ  dh DZ  t[sz] SZ
    c(?=[eiy]) SJ  c KJ  g KJ  ^j JY  j J  x KH  [qk] K  z ZD  ^y(?=[aeou]) YAi  (?<=[aeiy])ou(?=[aeiy]) Vu
    ou(?=[aeiy]) V?u  (?<=a)o?u(?![aeiouy]) V?u  (?<=[aeiouy])w(?=[aeiouy]) V?u  (?<=[aeiouy])w u  [vw] V
    (?<=[bcdfgjklmnpqrstvxz])h H?  h H  ^[ou] Au  ^[eiy] Ai  ^a Aa  [ou] u  [eiy] i  a a  b B  d D  f F  l L
    m M  n N  p P  r R  s S  t T  ^[اع] Aa  ^ی YAi  ^و Vu  ه$ -  [عء] -  ا a  ی i  و V?u  ب B  پ P  ت T  ث TSDZ
    ج JK  چ CX  ح H  خ KH  د D  ذ DZ  ر R  ز ZD  ژ JZ  س S  ش X  ص S  ض ZD  ط T  ظ ZDTS  غ K  ف F  ق K  ک K
    گ KJ  ل L  م M  ن N  ه H
  `.trim().split(/\s+/);
  const PATTERNS = ROWS.filter((_, at) => at % 2 === 0);
  const SOUNDS = ROWS.filter((_, at) => at % 2).map((sound) => [sound.replace(/[^A-Z?]/g, ''), /[a-z]$/.exec(sound)?.[0] ?? '']);
  const TABLE = new RegExp([...PATTERNS, '.'].map((pattern) => `(${pattern})`).join('|'), 'gu');

  function soundsOf(word) {
    const plain = ALIKE.reduce((text, [pattern, instead]) => text.replace(pattern, instead), word);
    return Array.from(plain.matchAll(TABLE), ([sign, ...groups]) =>
      SOUNDS[groups.findIndex((group) => group !== undefined)] ?? [sign, '']);
  }

  /** Its consonants, each as the sounds it may be; how it is spoken; its Latin letters. */
  function skeleton(name) {
    const composed = name.normalize('NFC').toLowerCase().replace(SIGNED, (sign) => SIGNS[sign]);
    const words = fold(composed).split(' ').filter(Boolean);
    const bare = words.filter((word) => !LINKS.has(word));
    const consonants = [];
    const spoken = [];
    (bare.length ? bare : words).forEach((word, number) => {
      for (const [sounds, vowel] of soundsOf(word)) {
        if (sounds && !(number && sounds === 'A')) {
          consonants.push(sounds);
          spoken.push(sounds === 'A' ? '' : sounds[0]);
        }
        if (vowel && spoken.at(-1) !== vowel) spoken.push(vowel);
      }
    });
    const letters = words.join('');
    return { consonants, spoken: spoken.join(''), letters: /^[a-z0-9]*$/.test(letters) ? letters : '' };
  }

  const isSilent = (sounds) => sounds.endsWith('?');
  const isShared = (one, other) => Array.from(one).some((sound) => sound !== '?' && other.includes(sound));

  /** The places, and those that are reached from one over what may be silent. */
  function pastSilent(places, sounds) {
    const reached = new Set(places);
    for (const at of reached) if (at < sounds.length && isSilent(sounds[at])) reached.add(at + 1);
    return reached;
  }

  /** Whether one sound after the other is shared; what may be silent may be passed over. */
  function fits(one, other) {
    let reached = pastSilent([0], other);
    for (const sounds of one) {
      const shared = [...reached].filter((at) => at < other.length && isShared(sounds, other[at])).map((at) => at + 1);
      reached = pastSilent(isSilent(sounds) ? [...shared, ...reached] : shared, other);
    }
    return reached.has(other.length);
  }

  /** Letters to change, add or take away to make the other of the one (Levenshtein). */
  function steps(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    Array.from(one).forEach((letter, at) => {
      const next = [at + 1];
      for (let to = 1; to <= other.length; to += 1) {
        next[to] = Math.min(next[to - 1] + 1, row[to] + 1, row[to - 1] + (letter === other[to - 1] ? 0 : 1));
      }
      row = next;
    });
    return row[other.length];
  }

  const share = (one, other) => (one || other ? steps(one, other) / Math.max(one.length, other.length) : 0);

  /** How far apart two are, from 0 to 1: as spoken, and where both are in Latin letters as written, which counts half. */
  function distance(one, other) {
    const spoken = share(one.spoken, other.spoken);
    return one.letters && other.letters ? (2 * spoken + share(one.letters, other.letters)) / 3 : spoken;
  }

  window.Skeleton = {
    of: skeleton,
    /** Whether two skeletons may sound the same. */
    isLike: (one, other) => one.consonants.length > 0 && other.consonants.length > 0 && fits(one.consonants, other.consonants),
    distance,
  };
})();
