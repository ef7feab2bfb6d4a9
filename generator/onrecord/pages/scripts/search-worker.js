/* The theme's search, answered from the index that Pagefind made, in the place of the theme's own worker. It speaks
   the theme's messages: 0 sets up, 1 is ready, 2 asks, 3 answers; 4 asks for a list, for the page Search.

   The index has several shards, and a search must find the same in them as in one. Pagefind's own script takes a word
   that a shard lacks for one that was not asked for; so its files are read here: which words there are, on which pages,
   how often. Each word that is asked for is looked for as the beginning of words, and a page is a hit if it has them all;
   where none has, those that have the most of them. */

"use strict";

const [SETUP, READY, QUERY, RESULT, LIST] = [0, 1, 2, 3, 4];
/* Results in the box, and words of a passage. */
const SHOWN = 8;
const PASSAGE = 32;
/* What a word counts in a title, and as another spelling that nobody sees. */
const TITLE = 4;
const HIDDEN = 0.5;

let config = {};
let base = "";
let separator = /\s+/;
let parts = /(\s+)/;
let latest = 0;

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    setUp(data.config);
    postMessage({ type: READY });
  } else if (type === QUERY || type === LIST) {
    const at = ++latest;
    let answer;
    try {
      answer = await (type === QUERY ? forBox(data) : forPage(data));
    } catch (error) {
      /* The site was built anew, and this page is of before. */
      forget();
      console.warn("search:", error);
      answer = type === QUERY ? { items: [] } : { failed: true };
    }
    /* Of answers that overtake each other only the last one is of what stands in the field. */
    if (at === latest) postMessage({ type: type === QUERY ? RESULT : LIST, data: answer });
  }
});

function setUp(found) {
  config = found;
  base = new URL(config.index, self.location);
  separator = new RegExp(config.separator);
  parts = new RegExp(`(${config.separator})`);
}

/* --- Files of the index ------------------------------------------------------------------------------------------- */

const files = new Map();

function forget() {
  files.clear();
}

/* What is made of a file, once. A table may change; whatever else changes has another address. */
function file(address, make, options = {}) {
  if (!files.has(address))
    files.set(
      address,
      fetch(new URL(address, base), options).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${address}`);
        return make(answer);
      }),
    );
  return files.get(address);
}

const unpacked = (answer) => new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));
const packedJson = (answer) => unpacked(answer).json();

const tables = () =>
  file(
    "shards.json",
    async (answer) =>
      (await answer.json()).map((table) => ({ ...table, size: table.lengths.length, words: table.words.split(" ") })),
    { cache: "no-cache" },
  );
const pageOf = ({ key }, number) => file(`${key}/${number}.page`, packedJson);
const filtersOf = ({ key }) => file(`${key}/filters`, packedJson);
const wordsOf = ({ key }, number) =>
  file(`${key}/${number}.words`, async (answer) => new Uint8Array(await unpacked(answer).arrayBuffer()));

const text = new TextDecoder();

/* The words of a file that answer a term, with the pages that have them: [word, pages, variants].

   A file is CBOR as Pagefind writes it, numbers, texts and lists: one list, of which the first part is a list of words.
   It has hundreds of words, of which most are passed over. */
function entriesFor(bytes, term) {
  let at = 0;
  let size = 0;
  /* The kind of the next value; its size, or the number itself, is in `size`. */
  function kind() {
    const first = bytes[at++];
    size = first & 31;
    if (size > 23) {
      const wide = 1 << (size - 24);
      size = 0;
      for (let i = 0; i < wide; i++) size = size * 256 + bytes[at++];
    }
    return first >> 5;
  }
  function value() {
    switch (kind()) {
      case 0:
        return size;
      case 1:
        return -1 - size;
      case 3:
        at += size;
        return text.decode(bytes.subarray(at - size, at));
      case 4: {
        const list = new Array(size);
        for (let i = 0; i < list.length; i++) list[i] = value();
        return list;
      }
      default:
        throw new Error("the index has another format");
    }
  }
  function skip(values) {
    for (let left = values; left; left--) {
      const found = kind();
      if (found === 3) at += size;
      else if (found === 4) left += size;
    }
  }
  kind();
  kind();
  const found = [];
  for (let words = size; words; words--) {
    kind();
    const parts = size;
    const word = value();
    if (!answers(word, term)) skip(parts - 1);
    else found.push([word, ...Array.from({ length: parts - 1 }, value)]);
  }
  return found;
}

/* --- Words -------------------------------------------------------------------------------------------------------- */

/* A word as the index has it: without capitals, marks and signs. The generator does the same (`words.py`). */
const folded = (word) =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");

/* What is asked for, each word once: as it was typed, and folded. */
function termsOf(query) {
  const terms = new Map();
  for (const typed of query.split(separator)) {
    const word = folded(typed ?? "");
    if (word && !terms.has(word)) terms.set(word, typed);
  }
  /* A number and a word of two letters are whole as soon as another word follows: "20 January" is not of 2024. */
  const whole = (word, at) => at < terms.size - 1 && (/^\p{N}+$/u.test(word) || word.length < 3);
  return [...terms].map(([word, typed], at) => ({ word, typed, whole: whole(word, at) }));
}

const answers = (found, { word, whole }) => (whole ? found === word : found.startsWith(word));

/* The numbers of the files that can have words which answer a term: each goes to where the next begins. */
function filesFor({ words }, { word, whole }) {
  const after = whole ? word : `${word}\u{10ffff}`;
  return [...words.keys()].filter((at) => words[at] <= after && !(words[at + 1] <= word));
}

/* --- Hits --------------------------------------------------------------------------------------------------------- */

/* For each page of a shard how well it has the word, 0 to about 7; and how many have it. */
async function weigh(table, term, seen) {
  const weights = new Float32Array(table.size);
  const title = table.fields.indexOf("title");
  const read = await Promise.all(filesFor(table, term).map((number) => wordsOf(table, number)));
  for (const [found, pages, variants] of read.flatMap((bytes) => entriesFor(bytes, term))) {
    const longer = found.length - term.word.length;
    const close = longer ? 0.6 / (1 + 0.2 * longer) : 1;
    let visible = 0;
    for (const list of [pages, ...variants.map(([, each]) => each)]) {
      let page = 0;
      for (const [step, places, fields] of list) {
        page += step;
        const times = places.reduce((sum, place) => sum + (place >= 0), 0);
        /* A negative number names the field of those that follow. */
        const titled = fields.includes(-1 - title);
        if (times || titled) visible += 1;
        const weight = close * ((titled ? TITLE : 0) + (times ? (2.2 * times) / (times + 1.2) : titled ? 0 : HIDDEN));
        if (weight > weights[page]) weights[page] = weight;
      }
    }
    if (visible) seen.set(found, (seen.get(found) ?? 0) + visible);
  }
  return weights;
}

/* All hits in all shards, best first: {table, page, score, has: which of the terms it has}. */
async function hitsOf(terms, seen = new Map()) {
  const shards = await tables();
  const last = terms.length - 1;
  const weights = await Promise.all(
    shards.map((table) => Promise.all(terms.map((term, at) => weigh(table, term, at === last ? seen : new Map())))),
  );
  const total = shards.reduce((sum, { size }) => sum + size, 0);
  /* What few pages have tells more; counted over all shards, so that they make no difference. */
  const rarity = terms.map((_, term) => {
    const having = weights.reduce((sum, of) => sum + of[term].reduce((n, weight) => n + (weight > 0), 0), 0);
    return Math.log(1 + (total - having + 0.5) / (having + 0.5));
  });
  let most = 1;
  let hits = [];
  shards.forEach((table, shard) => {
    for (let page = 0; page < table.size; page++) {
      let score = 0;
      let having = 0;
      for (let term = 0; term <= last; term++) {
        const weight = weights[shard][term][page];
        if (weight > 0) having += 1;
        score += weight * rarity[term];
      }
      if (having < most) continue;
      if (having > most) [most, hits] = [having, []];
      score *= table.boost * (1 + parseInt(table.lengths[page], 36) / 350);
      hits.push({ table, page, score, has: terms.map((_, term) => weights[shard][term][page] > 0) });
    }
  });
  /* Of equal ones the newer: pages stand in the order of their addresses, which begin with a date. */
  return hits.sort((one, other) => other.score - one.score || other.page - one.page);
}

/* --- What a result shows ------------------------------------------------------------------------------------------ */

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/* A text as words and what stands between them, each word with the terms that it answers. */
function taken(text, terms) {
  return text.split(parts).map((piece, at) => {
    const word = at % 2 || !piece ? "" : folded(piece);
    return { piece: piece ?? "", found: word ? terms.filter((term) => answers(word, term)) : [] };
  });
}

const marked = (pieces) =>
  pieces.map(({ piece, found }) => (found.length ? `<mark>${escaped(piece)}</mark>` : escaped(piece))).join("");

/* The passage of a text that has most of the terms. */
function passageOf(pieces) {
  const wide = 2 * PASSAGE;
  let [best, begin] = [0, 0];
  for (let at = 0; at < pieces.length; at += 2) {
    if (!pieces[at].found.length) continue;
    const near = pieces.slice(at, at + wide).flatMap(({ found }) => found);
    const value = new Set(near).size * 100 + near.length;
    if (value > best) [best, begin] = [value, at];
  }
  const from = Math.max(0, Math.min(begin - PASSAGE / 2, pieces.length - wide));
  const to = Math.min(pieces.length, from + wide);
  const gap = (piece) => ({ piece, found: [] });
  return [...(from ? [gap("… ")] : []), ...pieces.slice(from, to), ...(to < pieces.length ? [gap(" …")] : [])];
}

/* The parts of a page that have what was asked for, best first; the page itself is always among them. */
async function sectionsOf({ table, page, has }, terms) {
  const [address, title, date, sections] = await pageOf(table, page);
  const asked = Object.fromEntries(terms.map(({ typed }, at) => [typed, has[at]]));
  const found = sections.map(([anchor, heading, text], at) => {
    const pieces = taken(text, terms);
    const every = [...pieces, ...taken(heading, terms)].flatMap((piece) => piece.found);
    const different = new Set(every).size;
    /* Of parts that have the same words, what somebody said comes before what sums it up. */
    const said = /^(s-|q\d+-|fn:)/.test(anchor) ? 10 : 0;
    return { anchor, heading, pieces, at, value: different && different * 100 + said + Math.min(every.length, 9) };
  });
  const own = found[0];
  const parts = found.filter(({ at, value }) => at && value).sort((one, other) => other.value - one.value || one.at - other.at);
  return { address, title, date, asked, own, parts };
}

/* A result of the theme's: the page, and below it its parts. */
async function itemOf(hit, terms) {
  const { address, title, date, asked, own, parts } = await sectionsOf(hit, terms);
  const best = parts[0]?.value ?? 0;
  const document = {
    location: address,
    title: marked(taken(title, terms)) + (date ? ` <small>${escaped(date)}</small>` : ""),
    text: marked(passageOf(own.pieces)),
    terms: asked,
    score: hit.score,
  };
  const below = parts.map(({ anchor, heading, pieces }) => ({
    location: `${address}#${anchor}`,
    title: marked(taken(heading, terms)),
    text: marked(passageOf(pieces)),
    terms: asked,
    score: 0,
  }));
  /* The theme opens what has the score of the first: a statement that says more of it than the page's own text does. */
  if (best > own.value) {
    below[0].score = hit.score;
    return [below[0], document, ...below.slice(1)];
  }
  return [document, ...below];
}

async function forBox(query) {
  const terms = termsOf(query);
  if (!terms.length) return { items: [], suggest: [] };
  const seen = new Map();
  const hits = await hitsOf(terms, seen);
  const items = await Promise.all(hits.slice(0, SHOWN).map((hit) => itemOf(hit, terms)));
  if (hits.length) items.push(more(query, hits.length));
  const [word] = [...seen].sort(([one, n], [other, m]) => m - n || one.length - other.length)[0] ?? [];
  return { items, suggest: word ? [word] : [] };
}

/* The way to all results. Its score is the lowest, so that the enter key takes none but the best. */
function more(query, number) {
  const title = config.more.replace("{number}", new Intl.NumberFormat(config.language).format(number));
  const location = `${config.page}?${new URLSearchParams({ words: query })}`;
  return [{ location, title: escaped(title), text: "", terms: {}, score: -1 }];
}

/* --- The page Search ---------------------------------------------------------------------------------------------- */

/* A part of all results that pass the filters: {number, results: [{address, title, date, text}]}. */
async function forPage({ query, filters, order, from, count }) {
  const terms = termsOf(query);
  let hits = terms.length ? await hitsOf(terms) : await everything();
  const asked = Object.entries(filters).filter(([, value]) => value);
  if (asked.length || order !== "relevance" || !terms.length) {
    const shards = await tables();
    const known = new Map(await Promise.all(shards.map(async (table) => [table.key, await filtersOf(table)])));
    for (const [name, value] of asked) {
      const pages = new Map(shards.map(({ key }) => [key, new Set(known.get(key).filters[name]?.[value])]));
      hits = hits.filter(({ table, page }) => pages.get(table.key).has(page));
    }
    if (order !== "relevance" || !terms.length) {
      const way = order === "oldest" ? -1 : 1;
      const day = ({ table, page }) => known.get(table.key).days[page];
      hits = hits.filter(day).sort((one, other) => way * (day(one) < day(other) ? 1 : day(one) > day(other) ? -1 : 0));
    }
  }
  const results = await Promise.all(
    hits.slice(from, from + count).map(async (hit) => {
      const { address, title, date, own, parts } = await sectionsOf(hit, terms);
      const best = parts[0]?.value > own.value ? parts[0] : own;
      return {
        address: best.anchor ? `${address}#${best.anchor}` : address,
        title,
        date,
        heading: best.anchor ? best.heading : "",
        pieces: passageOf(best.pieces).map(({ piece, found }) => [piece, found.length > 0]),
      };
    }),
  );
  return { number: hits.length, from, results };
}

async function everything() {
  const shards = await tables();
  return shards.flatMap((table) =>
    Array.from({ length: table.size }, (_, page) => ({ table, page, score: 0, has: [] })),
  );
}
