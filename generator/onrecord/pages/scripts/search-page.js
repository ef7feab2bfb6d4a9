/* The page Search. What is asked for stands in its address, so that a search can be linked; the answers come from the
   worker that answers the search box too. Texts are set as texts, never as HTML. */

(() => {
  "use strict";

  const PART = 20;
  const root = document.querySelector(".or-find");
  const form = root?.querySelector("form");
  if (!form?.hidden) return;

  const words = root.dataset;
  const { language } = words;
  const plurals = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  const collator = new Intl.Collator(language, { numeric: true });
  const top = new URL(words.top, location.href);
  const status = root.querySelector(".or-find__status");
  const results = root.querySelector(".or-find__results");
  const more = root.querySelector(".or-find__more");
  const filters = [...form.querySelectorAll("select")].filter(({ name }) => name !== "order");
  const worker = new Worker(new URL(words.worker, location.href));

  const say = (message, parts) => message.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

  function counted(message, number) {
    const forms = JSON.parse(message);
    return say(forms[plurals.select(number)] ?? Object.values(forms)[0], { number: digits.format(number) });
  }

  /* --- What is asked for, and the address -------------------------------------------------------------------------- */

  function read() {
    const address = new URLSearchParams(location.search);
    for (const control of form.elements) {
      if (!control.name) continue;
      const wanted = address.get(control.name) ?? "";
      /* A filter of a linked search stays even where no page has its value any more: it finds nothing. */
      if (wanted && control.name !== "words" && ![...control.options].some(({ value }) => value === wanted))
        control.add(new Option(wanted, wanted));
      control.value = wanted;
    }
  }

  function write() {
    const address = new URLSearchParams();
    for (const { name, value } of form.elements) if (name && value) address.set(name, value);
    const query = String(address);
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`));
  }

  const asked = () => Object.fromEntries(filters.map(({ name, value }) => [name, value]));

  function ask(from = 0) {
    const query = form.elements.words.value;
    const order = form.elements.order.value || "relevance";
    if (!from && !query.trim() && !Object.values(asked()).some(Boolean)) {
      show({ number: -1, from: 0, results: [] });
      return;
    }
    worker.postMessage({ type: 4, data: { query, filters: asked(), order, from, count: PART } });
  }

  /* --- Results ----------------------------------------------------------------------------------------------------- */

  function marked(pieces) {
    const passage = document.createElement("p");
    for (const [text, mark] of pieces) {
      if (!mark) passage.append(text);
      else passage.append(Object.assign(document.createElement("mark"), { textContent: text }));
    }
    return passage;
  }

  function item({ address, title, date, heading, pieces }) {
    const link = Object.assign(document.createElement("a"), { href: new URL(address, top), textContent: title });
    const about = Object.assign(document.createElement("small"), {
      textContent: [date, heading].filter(Boolean).join(" · "),
    });
    const line = document.createElement("li");
    line.append(link, " ", about, marked(pieces));
    return line;
  }

  function show({ failed, number, from, results: found }) {
    if (!from) results.replaceChildren();
    const focus = from && found?.length ? results.children.length : -1;
    results.append(...(found ?? []).map(item));
    if (failed) status.textContent = words.sayFailed;
    else if (number < 0) status.textContent = "";
    else status.textContent = number ? counted(words.sayFound, number) : words.sayNone;
    more.hidden = failed || results.children.length >= number;
    /* Who asked for more goes on where it begins. */
    if (focus >= 0) results.children[focus].querySelector("a").focus();
  }

  worker.addEventListener("message", ({ data: { type, data } }) => {
    if (type === 4) show(data);
  });

  /* --- At the start ------------------------------------------------------------------------------------------------ */

  let waiting = 0;

  function changed() {
    write();
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  }

  function fill(values) {
    for (const control of filters) {
      const found = Object.entries(values[control.name] ?? {});
      const ordered =
        control.name === "year"
          ? found.reverse()
          : found.sort(([one], [other]) => collator.compare(one, other));
      for (const [value, number] of ordered)
        control.add(new Option(say(words.sayOption, { name: value, number: digits.format(number) }), value));
      control.parentElement.hidden = !found.length;
    }
  }

  const json = async (address) => {
    const answer = await fetch(new URL(address, top), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer.json();
  };

  root.querySelector(".or-find__plain").hidden = true;
  Promise.all([json("search/search_index.json"), json("search/filters.json")]).then(
    ([{ config }, values]) => {
      worker.postMessage({ type: 0, data: { config } });
      fill(values);
      read();
      form.hidden = false;
      ask();
    },
    () => {
      status.textContent = words.sayFailed;
    },
  );
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => ask(results.children.length));
})();
