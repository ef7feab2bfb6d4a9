/* Filters for the page Explore. It hides rows and marks that are there without it, and keeps what was asked for in the
   address. Texts are set as texts, never as HTML; the words are those of the page, in the attributes data-say-*. */

(() => {
  "use strict";

  const KEYS = ["from", "to", "place", "country", "actor", "role", "weapon", "kind", "story", "sort"];
  const ROLES = ["claimant", "blamed", "speaker", "target", "harmed", "counted"];
  const HEADERS = {
    date: ["", "oldest"],
    title: ["title", "-title"],
    place: ["place", "-place"],
  };
  const root = document.querySelector(".or-explore");
  const table = document.querySelector(".or-explore__table table");
  const form = root?.querySelector("form");
  if (!form || !table || !form.hidden) return;

  const words = root.dataset;
  const { language } = words;
  const collator = new Intl.Collator(language, { numeric: true });
  const plurals = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);

  /* A message of the page with its named parts filled in. */
  function say(message, parts = {}) {
    return message.replace(/\{(\w+)\}/g, (_, name) =>
      typeof parts[name] === "number" ? digits.format(parts[name]) : parts[name],
    );
  }

  /* The form of a message for a number. */
  function formFor(message, number) {
    const forms = JSON.parse(message);
    return forms[plurals.select(number)] ?? Object.values(forms)[0];
  }

  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, at) => ({
    row,
    at,
    data: row.dataset,
    title: row.cells[2].textContent,
    place: row.cells[1].textContent,
  }));
  const marks = [...document.querySelectorAll("a[data-incidents]")].map((mark) => ({
    mark,
    incidents: mark.dataset.incidents.split(" "),
    counted: mark.querySelector(".or-label__count"),
  }));
  const years = [...document.querySelectorAll(".or-explore__years a")];
  const fold = root.querySelector(".or-explore__filters");
  const chips = root.querySelector(".or-explore__chips");
  const status = root.querySelector(".or-explore__status");
  const note = root.querySelector(".or-explore__note");
  let shown = rows;

  /* --- What is asked for, and the address -------------------------------------------------------------------------- */

  const asked = () => Object.fromEntries(KEYS.map((key) => [key, form.elements[key].value]));

  /* Puts the address into the form; what the form does not take is told. */
  function read() {
    const address = new URLSearchParams(location.search);
    const ignored = [];
    for (const key of KEYS) {
      const control = form.elements[key];
      const wanted = address.get(key) ?? "";
      // A browser warns of a day that is none.
      control.value = control.type !== "date" || /^\d{4}-\d\d-\d\d$/.test(wanted) ? wanted : "";
      if (control.value !== wanted) {
        const filter = control.labels[0].firstChild.textContent.trim().toLocaleLowerCase(language);
        ignored.push(say(words.sayValue, { filter, value: wanted.slice(0, 60) }));
        control.value = "";
      }
    }
    note.textContent = ignored.length ? say(words.sayIgnored, { values: ignored.join(", ") }) : "";
  }

  function write() {
    const address = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(asked())) {
      if (value) address.set(key, value);
      else address.delete(key);
    }
    const query = String(address);
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
  }

  /* --- Rows and marks ---------------------------------------------------------------------------------------------- */

  const has = (ids, id) => ` ${ids ?? ""} `.includes(` ${id} `);

  function fits(data, want) {
    if (want.from && (data.to ?? data.from) < want.from) return false;
    if (want.to && data.from > want.to) return false;
    for (const key of ["place", "country", "weapon", "kind", "story"])
      if (want[key] && !has(data[key], want[key])) return false;
    const roles = want.role ? [want.role] : ROLES;
    if (want.actor) return roles.some((role) => has(data[role], want.actor));
    return !want.role || want.role in data;
  }

  function compare(order) {
    const way = order.startsWith("-") || order === "oldest" ? -1 : 1;
    const key = order.replace("-", "");
    if (key === "title" || key === "place")
      return (one, other) => way * collator.compare(one[key], other[key]) || one.at - other.at;
    return (one, other) => way * (one.at - other.at);
  }

  /* Beside each choice, how many incidents there are with it and the other filters as they are. */
  function count(want) {
    for (const key of KEYS) {
      if (form.elements[key].tagName !== "SELECT" || key === "sort") continue;
      for (const option of form.elements[key].options) {
        if (!option.value) continue;
        option.dataset.name ??= option.text;
        const number = rows.filter(({ data }) => fits(data, { ...want, [key]: option.value })).length;
        option.text = say(words.sayCounted, { name: option.dataset.name, number });
      }
    }
  }

  /* What a filter is called, and what is chosen in it. */
  function named(key) {
    const control = form.elements[key];
    const option = control.selectedOptions?.[0];
    const filter = control.labels[0].firstChild.textContent.trim();
    return { filter, value: option ? (option.dataset.name ?? option.text) : control.value };
  }

  /* A button for each filter that is on, which takes it off. */
  function chip(key) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const cross = document.createElement("span");
    button.type = "button";
    button.textContent = say(words.sayChip, named(key));
    button.setAttribute("aria-label", say(words.sayRemove, named(key)));
    cross.setAttribute("aria-hidden", "true");
    cross.textContent = "×";
    button.append(" ", cross);
    button.addEventListener("click", () => {
      form.elements[key].value = "";
      changed();
      // The button is gone: the next one, or the filters, take the focus from it.
      (chips.querySelector("button") ?? fold.querySelector("summary")).focus();
    });
    item.append(button);
    return item;
  }

  function show() {
    const want = asked();
    const on = KEYS.filter((key) => key !== "sort" && want[key]);
    count(want);
    chips.replaceChildren(...on.map(chip));
    chips.hidden = !on.length;
    shown = rows.filter(({ data }) => fits(data, want)).sort(compare(want.sort));
    const ids = new Set(shown.map(({ data }) => data.id));
    const rest = rows.filter(({ data }) => !ids.has(data.id));
    for (const { row } of rest) row.hidden = true;
    for (const { row } of shown) row.hidden = false;
    body.append(...[...shown, ...rest].map(({ row }) => row));
    for (const { mark, incidents, counted } of marks) {
      const left = incidents.filter((one) => ids.has(one)).length;
      mark.classList.toggle("or-off", !left);
      // A mark with a name and a number says how many of its incidents are shown.
      if (!mark.dataset.name || !left) continue;
      const said = say(formFor(words.sayAtPlace, left), { place: mark.dataset.name, number: left });
      mark.setAttribute("aria-label", said);
      mark.querySelector("title").textContent = said;
      if (counted) counted.textContent = digits.format(left);
    }
    for (const header of table.tHead.querySelectorAll("[data-sort]")) {
      const way = HEADERS[header.dataset.sort].indexOf(want.sort);
      // The newest date stands first, and that is the descending order.
      const falls = header.dataset.sort === "date" ? way === 0 : way === 1;
      header.setAttribute("aria-sort", way < 0 ? "none" : falls ? "descending" : "ascending");
    }
    for (const link of years) link.search = location.search;
    const told = [say(formFor(words.sayShown, rows.length), { shown: shown.length, total: rows.length })];
    if (want.from && want.to && want.from > want.to) told.push(words.sayBackwards);
    status.textContent = told.join(" ");
    // The map sets its names anew.
    document.dispatchEvent(new CustomEvent("or-shown", { detail: ids }));
  }

  /* --- Taking away what is shown ----------------------------------------------------------------------------------- */

  /* The lines of a CSV file as they stand there; a line break within quotes is no end. */
  function* lines(text) {
    let start = 0;
    let quoted = false;
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '"') quoted = !quoted;
      else if (text[at] === "\n" && !quoted) {
        yield text.slice(start, at + 1);
        start = at + 1;
      }
    }
    if (start < text.length) yield text.slice(start);
  }

  function csv(text, ids) {
    const [header, tags, ...all] = lines(text);
    const found = new Map(all.map((line) => [line.slice(0, line.indexOf(",")).replaceAll('"', ""), line]));
    const kept = ids.filter((id) => found.has(id)).map((id) => found.get(id));
    return { text: header + tags + kept.join(""), number: kept.length, type: "text/csv" };
  }

  function geojson(text, ids) {
    const { features, ...about } = JSON.parse(text);
    const found = new Map(features.map((one) => [one.id, one]));
    const kept = ids.filter((id) => found.has(id)).map((id) => found.get(id));
    const part = { shown: kept.length, filters: location.href };
    const whole = { ...about, part, features: kept };
    return { text: `${JSON.stringify(whole, null, 2)}\n`, number: kept.length, type: "application/geo+json" };
  }

  async function save(kind) {
    const ids = shown.map(({ data }) => data.id);
    try {
      const answer = await fetch(root.dataset[kind]);
      if (!answer.ok) throw new Error(answer.statusText);
      const made = (kind === "csv" ? csv : geojson)(await answer.text(), ids);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([made.text], { type: made.type }));
      link.download = `incidents-shown.${kind}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      const left = ids.length - made.number;
      const told = [say(words.saySaved, { number: made.number, total: ids.length })];
      if (left) told.push(say(words.sayUnpublished, { number: left }));
      note.textContent = told.join(" ");
    } catch {
      note.textContent = words.sayUnread;
    }
  }

  /* --- Controls ---------------------------------------------------------------------------------------------------- */

  for (const header of table.tHead.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const [first, second] = HEADERS[header.dataset.sort];
      form.elements.sort.value = form.elements.sort.value === first ? second : first;
      changed();
    });
  }

  function changed() {
    note.textContent = "";
    write();
    show();
  }

  function restore() {
    read();
    show();
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The form is empty only after its event.
  form.addEventListener("reset", () => setTimeout(changed));
  form.querySelectorAll("button[value]").forEach((one) => one.addEventListener("click", () => save(one.value)));
  window.addEventListener("popstate", restore);
  window.addEventListener("pageshow", restore);

  root.querySelector(".or-explore__plain").hidden = true;
  // On a phone the results come first.
  fold.open = window.matchMedia("(min-width: 44em)").matches;
  form.hidden = false;
  restore();
})();
