'use strict';
/* The consonants of a name, as in sitegen/names/skeleton.py, which says why and whose tables it is given. */
(() => {
  const { signs, links, alike, rows, farthest } = NAMES.skeleton;
  const SIGNED = new RegExp(`[${Object.keys(signs).join('')}]`, 'g');
  const LINKS = new Set(links);
  const ALIKE = alike.map(([pattern, instead]) => [new RegExp(pattern, 'gu'), instead]);
  const PATTERNS = rows.filter((_, at) => at % 2 === 0);
  const SOUNDS = rows.filter((_, at) => at % 2).map((sound) => [sound.replace(/[^A-Z?]/g, ''), /[a-z]$/.exec(sound)?.[0] ?? '']);
  const TABLE = new RegExp([...PATTERNS, '.'].map((pattern) => `(${pattern})`).join('|'), 'gu');

  function soundsOf(word) {
    const plain = ALIKE.reduce((text, [pattern, instead]) => text.replace(pattern, instead), word);
    return Array.from(plain.matchAll(TABLE), ([sign, ...groups]) =>
      SOUNDS[groups.findIndex((group) => group !== undefined)] ?? [sign, '']);
  }

  /** Its consonants, each as the sounds it may be; how it is spoken; its Latin letters. */
  function skeleton(name) {
    const composed = name.normalize('NFC').toLowerCase().replace(SIGNED, (sign) => signs[sign]);
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
    /** How far a name may be from one that sounds alike. */
    farthestFrom: ({ consonants }) => farthest[Math.min(consonants.filter((sounds) => sounds !== 'A').length, farthest.length - 1)],
  };
})();
