/* The search of a playbook, in the theme's place and in its language of messages. Colleagues type what is on their mind, not the
   title: "customer wants it tomorrow", "bill is wrong", "recieved damaged boxs". So words are compared by their stem, together with
   words that mean the same (words.txt), and a word that nobody wrote with the nearest one that somebody did. A page counts as a
   whole: each thing asked for counts once, and a page that has all of it comes before one that has half. */
"use strict";
const [SETUP, READY, QUERY, FOUND] = [0, 1, 2, 3]; // the theme's own numbers
const MEANT = /*WORDS*/ []; // [what pages say, what people type] by group, put in when the site is built

const FIELDS = { tags: 5, title: 4, path: 2, lead: 2, heads: 1.5, body: 1 }; // where a word weighs how much
const ENOUGH = { tags: 0.3, title: 0.3, path: 0.3, lead: 0.3, heads: 0.3, body: 1.5 }; // how often it takes for half of that weight
const MEANT_BY = [0.8, 0.6]; // the first and the other words that pages have for the one typed
const NEARLY = 0.7; // the beginning of a word, or one with a slip in it
const SPOKEN = 0.5; // "no", "first": telling in a title, everywhere in a text
const WHOLE = 1; // how much it counts that a page has all that was asked for
const PHRASE = 1.3; // a known phrase, as it was typed
const PART = 0.3; // a word of a phrase, by itself
const SIDE_BY_SIDE = 0.5; // two words together as they were typed, beside what each of them counts
const HEARD = 40; // words of a question, and letters of a word, at most: somebody may paste a whole letter
const SHOWN = 20; // pages at most
const FAINT = 0.05; // and none that fits so much less than the best

const set = (listed) => new Set(listed.split(" "));
const small = set(
  "a about am an and any anyone are arent as at be been but by can cannot cant could couldnt d did didnt do does doesnt doing don done dont " +
    "for from get gets getting got had has hasnt have havent he her here hers him his how i if im in into is isnt it its ive just ll m me my " +
    "of on or our ours please pls re s shall she should shouldnt so some somebody someone something t than that the their theirs them then " +
    "there these they thing things this those to u ur us ve was wasnt we were what whats when wheres where which while who whom whos whose " +
    "why will with wont would wouldnt you your yours",
);
const spoken = set(
  "again all always another back bad best call customer day down every everything first give go going good keep know last like long look " +
    "made make many mean means more most much need never new next no not now off old one out over own people put really say said saying see start still " +
    "take tell time too up use very want wants way well word work wrong",
);

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']s\b|[’']/g, "");
const wordsOf = (text) => plain(text).match(/[a-z0-9]+/g) || [];
const textOf = (html) => html.replace(/<[^>]*>/g, " ").replace(/&[a-z]+;|&#\d+;/g, " ");

const stems = new Map();
const stem = (word) => {
  if (!stems.has(word)) stems.set(word, stemmed(word));
  return stems.get(word);
};
/* A light stem: plurals, -ing, -ed, -ly, and British or American spelling; no more, since "custom" isn't "customer". */
const stemmed = (word) => {
  if (word.length < 4) return word;
  let base = word.replace(/iz(?=[aei])/, "is").replace(/([a-z]{3})our/, "$1or");
  base = base.replace(/ie(?:s|d|r|st)$/, "y").replace(/(x|ch|sh|ss|zz)es$/, "$1").replace(/([^sui])s$/, "$1");
  const cut = base.replace(/(?:ing|(?<!e)ed|(?<=.{4})ly)$/, "");
  if (cut !== base && cut.length > 2 && /[aeiouy]/.test(cut)) base = /^[^aeiou][aeiou][^aeiouwxy]$/.test(cut) ? `${cut}e` : cut;
  return base.replace(/([^aeiou])\1$/, "$1").replace(/(.{4})e$/, "$1");
};

const entryOf = (phrase) => wordsOf(phrase).map(stem).join(" ");

/* One page of the site, gathered from the entries of its sections. */
const gather = (docs) => {
  const pages = new Map();
  for (const doc of docs) {
    const [url, anchor] = doc.location.split("#");
    if (!pages.has(url)) pages.set(url, { head: doc, docs: [], boost: doc.boost || 1 });
    const page = pages.get(url);
    page.docs.push(doc);
    if (!anchor) page.head = doc;
  }
  return [...pages.values()];
};
const fieldsOf = ({ head, docs }) => {
  const [lead] = head.text.match(/^(?:\s*<p>.*?<\/p>){1,2}/s) || [""];
  const told = (texts) => texts.map((text) => wordsOf(textOf(text)).filter((word) => !small.has(word)).map(stem).join(" ")).join(" . ");
  return {
    tags: told(head.tags || []),
    title: told([head.title]),
    path: told(head.location.split("/")), // "scripts/phone-rush" is a script, for the phone
    lead: told([lead]),
    heads: told(docs.filter((doc) => doc !== head).map((doc) => doc.title)),
    body: told(docs.map((doc) => doc.text)),
  };
};

class Index {
  constructor(docs) {
    this.pages = gather(docs);
    this.found = new Map(); // stem -> page number -> how often in each field
    this.pages.forEach((page, number) => {
      page.fields = fieldsOf(page);
      for (const [field, told] of Object.entries(page.fields)) {
        for (const run of told.split(" . ")) {
          const all = run.split(" ").filter(Boolean);
          for (const one of all) this.note(one, number, field, field === "tags" ? 1 / all.length : 1);
        }
      }
      for (const tag of page.head.tags || []) {
        const all = wordsOf(tag);
        for (const one of all) if (small.has(one)) this.note(stem(one), number, "tags", 1 / all.length);
      }
    });
    this.rares = new Map();
    this.meant = new Map(); // a stem, or several with spaces between -> what pages say for it
    for (const [said, typed] of MEANT) {
      const heads = said.map(entryOf);
      for (const entry of [...heads, ...typed.map(entryOf)]) {
        const others = heads.filter((head) => head !== entry).map((head, order) => [head, MEANT_BY[Math.min(order, 1)]]);
        this.meant.set(entry, [...this.meantBy(entry), ...others]);
      }
    }
    this.longest = Math.max(1, ...[...this.meant.keys()].map((entry) => entry.split(" ").length));
  }

  note(one, number, field, counts) {
    if (!this.found.has(one)) this.found.set(one, new Map());
    const places = this.found.get(one);
    if (!places.has(number)) places.set(number, {});
    places.get(number)[field] = (places.get(number)[field] || 0) + counts;
  }

  meantBy(entry) {
    return this.meant.get(entry) || [];
  }

  /* Where a stem, or several side by side, stands: page number -> how often in each field. */
  places(entry) {
    if (!entry.includes(" ") || this.found.has(entry)) return this.found.get(entry) || new Map();
    const parts = entry.split(" ").filter((part) => !small.has(part));
    if (parts.length < 2) return this.places(parts[0] || "");
    const all = parts.map((part) => this.places(part)).sort((a, b) => a.size - b.size);
    const places = new Map();
    for (const number of all[0].keys()) {
      if (!all.every((one) => one.has(number))) continue;
      const here = {};
      for (const [field, told] of Object.entries(this.pages[number].fields)) {
        const often = ` ${told} `.split(` ${parts.join(" ")} `).length - 1;
        if (often) here[field] = often;
      }
      if (Object.keys(here).length) places.set(number, here);
    }
    this.found.set(entry, places);
    return places;
  }

  /* The fewer pages have something, the more it tells. */
  rarity(often) {
    return Math.log(1 + (this.pages.length - often + 0.5) / (often + 0.5));
  }

  /* How telling an entry is in each field. */
  rare(entry) {
    if (!this.rares.has(entry)) {
      const often = {};
      for (const here of this.places(entry).values()) {
        for (const field of Object.keys(here)) often[field] = (often[field] || 0) + 1;
      }
      this.rares.set(
        entry,
        Object.fromEntries(Object.entries(often).map(([field, n]) => [field, this.rarity(n)])),
      );
    }
    return this.rares.get(entry);
  }

  /* What was asked for: each thing with all the entries that stand for it, and how much each counts. */
  asked(query) {
    const typed = wordsOf(query).slice(0, HEARD).map((word) => word.slice(0, HEARD));
    const things = [];
    for (let at = 0; at < typed.length; ) {
      const run = this.phrase(typed.slice(at, at + this.longest).map(stem));
      const word = typed[at];
      if (run) things.push(this.thing(run.entry, typed.slice(at, at + run.length)));
      else if (!small.has(word)) things.push(this.thing(stem(word), [word]));
      at += run ? run.length : 1;
    }
    return things.length ? things : typed.map((word) => this.thing(stem(word), [word]));
  }

  /* The longest known phrase that the stems begin with, or two words that the pages write as one. */
  phrase(ahead) {
    for (let length = ahead.length; length > 1; length -= 1) {
      const entry = ahead.slice(0, length).join(" ");
      if (this.meant.has(entry)) return { entry, length };
    }
    const joined = ahead.slice(0, 2).join("");
    return ahead.length > 1 && joined.length > 5 && this.found.has(joined) ? { entry: joined, length: 2 } : null;
  }

  thing(entry, typed) {
    const entries = new Map([[entry, typed.length > 1 ? PHRASE : 1]]);
    const also = (other, counts) => entries.set(other, Math.max(counts, entries.get(other) || 0));
    this.meantBy(entry).forEach(([other, counts]) => also(other, counts));
    if (typed.length > 1) for (const word of typed) if (!small.has(word)) also(stem(word), PART);
    if (!small.has(entry) && ![...entries.keys()].some((one) => this.places(one).size)) {
      for (const near of this.nearest(entry)) {
        also(near, NEARLY);
        this.meantBy(near).forEach(([other, counts]) => also(other, NEARLY * counts));
      }
    }
    const light = typed.length === 1 && spoken.has(typed[0]) ? SPOKEN : 1;
    const telling = [...entries].map(([one, counts]) => (this.places(one).size ? counts * this.rarity(this.places(one).size) : 0));
    const mass = light * Math.max(...telling);
    return { entry, typed, entries, light, mass };
  }

  /* The words that a word without a place may have been meant for. */
  nearest(entry) {
    const known = [...new Set([...this.found.keys(), ...this.meant.keys()])].filter((one) => !one.includes(" "));
    const begun = entry.length > 2 ? known.filter((one) => one.startsWith(entry)) : [];
    if (begun.length) return begun;
    for (let cut = 3; cut <= entry.length - 3; cut += 1) {
      const [left, right] = [entry.slice(0, cut), stem(entry.slice(cut))];
      if (this.places(`${left} ${right}`).size) return [`${left} ${right}`];
    }
    const slips = entry.length < 4 ? 0 : entry.length < 8 ? 1 : 2;
    for (let most = 1; most <= slips; most += 1) {
      const near = known.filter((one) => one.length > 2 && Math.abs(one.length - entry.length) <= most && apart(one, entry, most) <= most);
      if (near.length) return near;
    }
    return known.filter((one) => one.length > 4 && entry.startsWith(one));
  }

  /* The pages for a question, the best first, with the entries that each of them has. */
  best(query) {
    const things = this.asked(query);
    const whole = things.reduce((sum, thing) => sum + thing.mass, 0);
    const sums = new Map();
    things.forEach((thing) => {
      for (const [number, { counts, entry }] of this.worth(thing)) {
        if (!sums.has(number)) sums.set(number, { score: 0, mass: 0, had: [] });
        const sum = sums.get(number);
        sum.score += counts;
        sum.mass += thing.mass;
        sum.had.push(entry);
      }
    });
    things.slice(1).forEach(({ entry }, before) => {
      const pair = new Map([[`${things[before].entry} ${entry}`, SIDE_BY_SIDE]]);
      for (const [number, { counts }] of this.worth({ entries: pair, light: 1 })) sums.get(number).score += counts;
    });
    const pages = [...sums].map(([number, { score, mass, had }]) => {
      return { page: this.pages[number], had, things, score: score * (whole ? (mass / whole) ** WHOLE : 1) };
    });
    pages.sort((a, b) => b.score - a.score || (a.page.head.location < b.page.head.location ? -1 : 1));
    return pages.filter(({ score }) => score >= FAINT * pages[0].score).slice(0, SHOWN);
  }

  /* What one thing is worth on each page that has it: the entry that weighs most there. */
  worth({ entries, light }) {
    const worth = new Map();
    for (const [entry, counts] of entries) {
      const rare = this.rare(entry);
      for (const [number, here] of this.places(entry)) {
        const told = Object.entries(here).map(([field, often]) => {
          const weight = FIELDS[field] * (field === "body" ? light * light : light);
          const boost = field === "tags" ? 1 : this.pages[number].boost; // a page's own search words are never faint
          return (boost * weight * rare[field] * often) / (often + ENOUGH[field]);
        });
        const all = counts * Math.hypot(...told); // the place that tells most decides; the others add a little
        if (all > (worth.get(number)?.counts || 0)) worth.set(number, { counts: all, entry });
      }
    }
    return worth;
  }
}

/* How many slips lie between two words: a letter too many, too few, another one, or two that changed places. */
const apart = (one, other, most) => {
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
};

/* A text with what was found in it marked. `text` is HTML already, as the theme's own index has it; nothing typed gets into it. */
const marked = (text, had) =>
  text.replace(/<[^>]*>|&#?\w+;|[\p{L}\p{N}’']+/gu, (part) => (had.has(stem(plain(part))) ? `<mark>${part}</mark>` : part));

/* A title with its plain marks and no other tag: one from front matter is whatever somebody wrote there. */
const titled = (html) => html.replace(/<(?!\/?(?:code|em|strong|kbd|sub|sup|del)>)(?:[^>]*>)?/g, "");

/* The sentences of a text with the most of what was found, marked. */
const teaser = (html, had) => {
  const told = html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").split(/(?<=[.?!:]["”»)]?) /);
  const rich = told.map((one) => new Set(wordsOf(textOf(one)).map(stem).filter((word) => had.has(word))).size);
  const best = rich.indexOf(Math.max(...rich));
  const said = told.slice(best, best + 2).join(" ").trim().replace(/^Key point /, "");
  return said && `<p>${marked(said, had)}</p>`;
};

/* A page as the theme's list of hits wants it: the page, then those of its sections that have what was found. */
const shown = ({ page, had, things, score }) => {
  const all = new Set(had.flatMap((entry) => entry.split(" ")));
  const missed = things.filter(({ entries }) => !had.some((entry) => entries.has(entry)));
  const terms = Object.fromEntries([
    ...had.flatMap((entry) => entry.split(" ")).map((word) => [word, true]),
    ...missed.map(({ typed }) => [typed.join(" "), false]),
  ]);
  const share = (doc) => {
    const [title, text] = [doc.title, doc.text].map((html) => new Set(wordsOf(textOf(html)).map(stem)));
    return [...all].reduce((sum, word) => sum + (title.has(word) ? 2 : 0) + (text.has(word) ? 1 : 0), 0) / (3 * all.size || 1);
  };
  return [page.head, ...page.docs.filter((doc) => doc !== page.head)]
    .map((doc) => ({
      location: doc.location,
      title: marked(titled(doc.title), all),
      text: teaser(doc.text, all),
      score: doc === page.head ? score : score * share(doc) * 0.9,
      terms,
    }))
    .filter(({ score: left }, order) => left > 0 || order === 0)
    .sort((a, b) => b.score - a.score);
};

let index;
addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    index = new Index(data.docs);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: FOUND, data: { items: index.best(data).map(shown) } });
  }
});
