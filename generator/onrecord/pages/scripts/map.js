/* A map that zooms. It takes over the wide drawing of the page: the marks stay the links that they are, and are moved; the
   ground comes from the site's own file of outlines, or stays that of the drawing where the file cannot be read. Names
   are set anew at each scale. The words are those of the page, in the attributes data-say-*. */

(() => {
  "use strict";

  const drawing = document.querySelector("svg.or-map--wide[data-outlines]");
  if (!drawing) return;
  const figure = drawing.closest("figure");
  const words = drawing.dataset;
  const plurals = new Intl.PluralRules(words.language);
  const digits = new Intl.NumberFormat(words.language, { maximumFractionDigits: 1 });
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const KM_IN_DEGREE = 111.2;
  const MARGIN = 0.13;
  const LEAST_DEGREES = 5;
  /* The map shows no less than this many degrees: places are not known more exactly than that helps. */
  const CLOSEST = 0.4;
  const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
  const REACH = [0, 10, 20, 32, 48, 70];
  const NAMED = 60;
  const LEADING = 1.2;
  const BARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

  /* --- Words and elements ------------------------------------------------------------------------------------------ */

  function say(message, parts) {
    return message.replace(/\{(\w+)\}/g, (_, name) =>
      typeof parts[name] === "number" ? digits.format(parts[name]) : parts[name],
    );
  }

  function formFor(message, number) {
    const forms = JSON.parse(message);
    return forms[plurals.select(number)] ?? Object.values(forms)[0];
  }

  function html(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function svg(name, attributes = {}, text = "") {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    set(made, attributes);
    made.textContent = text;
    return made;
  }

  function set(element, attributes) {
    for (const [key, value] of Object.entries(attributes))
      element.setAttribute(key, typeof value === "number" ? Math.round(value * 100) / 100 : value);
  }

  /* --- The world: degrees to the east of the middle of the map, as long as those of latitude; v points south -------- */

  const own = {
    lon: +words.lon,
    lat: +words.lat,
    scale: +words.scale,
    squeeze: +words.squeeze,
    width: drawing.viewBox.baseVal.width,
    height: drawing.viewBox.baseVal.height,
  };
  const k = own.squeeze;
  const turned = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  /* Where a longitude lies, the nearer way round the world from the middle of the view. */
  const across = (lon) => view.u + turned(lon - own.lon - view.u / k) * k;
  const middle = (sheet) => ({ u: turned(sheet.lon - own.lon) * k, v: own.lat - sheet.lat });

  const view = { u: 0, v: 0, s: own.scale };
  const size = { width: own.width, height: own.height };
  let home = { ...view };
  let sheet = own;
  let sizes = { name: 14, small: 11.5 };

  const marks = [...drawing.querySelectorAll("a.or-mark")].map((link) => {
    const circle = link.querySelector("circle");
    const { lon, lat, km, ways, incidents, place } = link.dataset;
    return {
      link,
      circle,
      place,
      ids: incidents.split(" "),
      lon: +lon,
      v: own.lat - lat,
      degrees: km / KM_IN_DEGREE,
      pin: !+km,
      ways: JSON.parse(ways),
      least: +km ? 8 : +circle.getAttribute("r"),
      shown: incidents.split(" ").length,
      text: null,
      leader: null,
      kept: null,
    };
  });
  const total = (mark) => mark.ids.length;
  const ranked = [...marks].sort((one, other) => total(other) - total(one) || (one.place < other.place ? -1 : 1));

  /* The size of the map, and the view of all marks, as the page without a script has them. */
  function measure() {
    const width = Math.max(Math.round(frame.clientWidth), 200);
    const [least, most] = width >= 600 ? [380, 600] : [250, 410];
    sizes = width >= 600 ? { name: 14, small: 11.5 } : { name: 11.5, small: 10.2 };
    const us = marks.map((mark) => [turned(mark.lon - own.lon) * k, mark.degrees]);
    const vs = marks.map((mark) => [mark.v, mark.degrees]);
    const low = (pairs) => Math.min(...pairs.map(([at, by]) => at - by));
    const high = (pairs) => Math.max(...pairs.map(([at, by]) => at + by));
    const room = 1 - 2 * MARGIN;
    const wide = Math.min(Math.max((high(us) - low(us)) / room, LEAST_DEGREES), 360 * k);
    const tall = Math.max((high(vs) - low(vs)) / room, LEAST_DEGREES);
    const s = Math.max(Math.min(width / wide, most / tall), width / k / 360);
    const was = view.s / home.s;
    const whole = isHome();
    home = { u: (low(us) + high(us)) / 2, v: (low(vs) + high(vs)) / 2, s };
    size.width = width;
    size.height = Math.round(Math.min(Math.max(tall * s, least), most, 180 * s));
    if (whole) Object.assign(view, home);
    else view.s = home.s * was;
    clamp();
  }

  const isHome = () => view.u === home.u && view.v === home.v && view.s === home.s;

  /* How far the outlines reach. */
  function edges() {
    const { u, v } = middle(sheet);
    const wide = (sheet.width / sheet.scale / sheet.squeeze) * k;
    const tall = sheet.height / sheet.scale;
    const round = wide / k > 359;
    return { left: u - wide / 2, right: u + wide / 2, top: v - tall / 2, bottom: v + tall / 2, wide, tall, round };
  }

  function limits() {
    const { wide, tall } = edges();
    const least = Math.min(Math.max(size.width / wide, size.height / tall), home.s);
    return [least, Math.max(home.s * 4, size.height / CLOSEST)];
  }

  function clamp(to = view) {
    const [least, most] = limits();
    to.s = Math.min(Math.max(to.s, least), most);
    if (to.s === home.s && to.u === home.u && to.v === home.v) return to;
    const at = edges();
    const within = (value, low, high, half) =>
      high - low < 2 * half ? (low + high) / 2 : Math.min(Math.max(value, low + half), high - half);
    if (!at.round) to.u = within(to.u, at.left, at.right, size.width / 2 / to.s);
    to.v = within(to.v, at.top, at.bottom, size.height / 2 / to.s);
    return to;
  }

  const xy = (u, v) => [size.width / 2 + (u - view.u) * view.s, size.height / 2 + (v - view.v) * view.s];

  /* --- Where words may stand --------------------------------------------------------------------------------------- */

  const CELL = 60;

  function space() {
    const cells = new Map();
    const lines = [];
    const each = function* ([left, top, right, bottom]) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 1000 + y;
    };
    const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    return {
      take(box, area = false) {
        const seen = [Math.max(box[0], 0), Math.max(box[1], 0), Math.min(box[2], size.width), Math.min(box[3], size.height)];
        for (const cell of each(seen)) {
          if (!cells.has(cell)) cells.set(cell, []);
          cells.get(cell).push({ box, area });
        }
      },
      takeLine: (line) => lines.push(line),
      free(box, overAreas = false) {
        if (box[0] < 2 || box[1] < 2 || box[2] > size.width - 2 || box[3] > size.height - 2) return false;
        for (const cell of each(box))
          for (const other of cells.get(cell) ?? [])
            if (!(other.area && overAreas) && meet(box, other.box)) return false;
        return !lines.some((line) => crossed(box, line));
      },
      clear(line, but) {
        const [[x, y], [endX, endY]] = line;
        const round = [Math.min(x, endX), Math.min(y, endY), Math.max(x, endX), Math.max(y, endY)];
        for (const cell of each(round))
          for (const { box, area } of cells.get(cell) ?? []) if (!area && box !== but && crossed(box, line)) return false;
        return true;
      },
    };
  }

  /* Whether a straight line runs through a box (Liang and Barsky). */
  function crossed([left, top, right, bottom], [[x, y], [endX, endY]]) {
    let first = 0;
    let last = 1;
    const sides = [[x - endX, x - left], [endX - x, right - x], [y - endY, y - top], [endY - y, bottom - y]];
    for (const [towards, room] of sides) {
      if (towards === 0) {
        if (room < 0) return false;
      } else if (towards < 0) first = Math.max(first, room / towards);
      else last = Math.min(last, room / towards);
    }
    return first <= last;
  }

  /* Words beside a mark, as far from its edge as `reach`, on a line that leads to it. */
  function beside([lines, ems], box, [sideX, sideY], reach) {
    const em = sizes.name;
    const [wide, high] = [ems * em, em * LEADING * lines.length];
    const gap = em * 0.35;
    let corner = sideX ? -em * 0.17 : gap * 0.25;
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    let left = [box[0] - gap - reach - wide, x - wide / 2, box[2] + gap + reach][sideX + 1];
    if (reach && sideY) {
      left = [x - reach / 2 - wide, x - wide / 2, x + reach / 2][sideX + 1];
      corner = gap;
    }
    const top = [box[1] - corner - reach - high, y - high / 2, box[3] + corner + reach][sideY + 1];
    const found = [left, top, left + wide, top + high];
    const at = [found[2], left + wide / 2, left][sideX + 1];
    const anchor = ["end", "middle", "start"][sideX + 1];
    return { lines, x: at, y: top + em * 0.95, anchor, box: found, leader: reach ? leader(box, found) : null };
  }

  /* From the edge of a mark to the nearest point of its words, without touching either. */
  function leader(box, text) {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const [toX, toY] = [Math.min(Math.max(x, text[0]), text[2]), Math.min(Math.max(y, text[1]), text[3])];
    const length = Math.hypot(toX - x, toY - y) || 1;
    const [stepX, stepY] = [(toX - x) / length, (toY - y) / length];
    const start = Math.min((box[2] - box[0]) / 2 + 1, length);
    return [[x + stepX * start, y + stepY * start], [toX - stepX, toY - stepY]];
  }

  function candidate(room, mark) {
    const fits = (placed, over) => {
      const pad = sizes.name * 0.1;
      const [left, top, right, bottom] = placed.box;
      const box = [left - pad, top, right + pad, bottom];
      if (!room.free(box, over) || (placed.leader && !room.clear(placed.leader, mark.box))) return null;
      room.take(box);
      if (placed.leader) room.takeLine(placed.leader);
      return placed;
    };
    // While the map moves, a name stays on its side.
    const [scale, ...kept] = mark.kept ?? [];
    if (scale === view.s) {
      const placed = fits(beside(kept[0], mark.box, kept[1], kept[2]), kept[3]);
      if (placed) return placed;
    }
    for (const over of [false, true])
      for (const way of mark.ways)
        for (const reach of REACH)
          for (const side of over && !reach ? [...SIDES, [0, 0]] : SIDES) {
            const placed = fits(beside(way, mark.box, side, reach), over);
            if (placed) {
              mark.kept = [view.s, way, side, reach, over];
              return placed;
            }
          }
    return null;
  }

  /* The places of names; where some find no room, those choose first, a few times over. */
  function placed(wanted, start) {
    let best = null;
    let order = wanted;
    for (let tries = 0; tries < 4; tries++) {
      const room = start();
      const found = new Map(order.map((mark) => [mark, candidate(room, mark)]));
      const missing = order.filter((mark) => !found.get(mark));
      if (!best || missing.length < best.missing.length) best = { room, found, missing };
      if (!missing.length) break;
      for (const mark of wanted) mark.kept = null;
      order = [...missing, ...order.filter((mark) => found.get(mark))];
    }
    return best ?? { room: start(), found: new Map(), missing: [] };
  }

  /* --- The drawing ------------------------------------------------------------------------------------------------- */

  const ground = drawing.querySelector(".or-map__ground");
  const [land, borders] = [".or-map__land", ".or-map__borders"].map((path) => ground.querySelector(path));
  const copies = [];
  const names = svg("g");
  let countries = null;

  function drawGround() {
    const { u, v } = middle(sheet);
    const [a, d] = [(view.s * k) / (sheet.scale * sheet.squeeze), view.s / sheet.scale];
    const turn = Math.round((view.u - u) / (360 * k)) * 360 * k;
    const around = edges().round ? [0, -360 * k, 360 * k] : [0];
    around.forEach((by, at) => {
      const [x, y] = xy(u + turn + by, v);
      const moved = `matrix(${a} 0 0 ${d} ${x - (sheet.width / 2) * a} ${y - (sheet.height / 2) * d})`;
      if (!copies[at]) {
        copies[at] = [land.cloneNode(), borders.cloneNode()];
        land.before(...copies[at]);
      }
      for (const path of copies[at]) path.setAttribute("transform", moved);
    });
  }

  /* The bar that says how long some kilometres are, at the lower left. */
  function drawBar(room) {
    const pixels = (km) => (km / KM_IN_DEGREE) * view.s;
    const km = BARS.filter((one) => pixels(one) <= size.width * 0.2).pop();
    if (size.height / view.s > 45 || !km) return;
    const em = sizes.small;
    const [left, base] = [em * 0.8, size.height - em * 0.8];
    const path = `M${left} ${base - em * 0.3}v${em * 0.3}h${pixels(km)}v${-em * 0.3}`;
    const text = say(words.sayKm, { number: km });
    names.append(
      svg("path", { fill: "none", stroke: "currentColor", d: path }),
      svg("text", { x: left, y: base - em * 0.5, "font-size": em }, text),
    );
    room.take([0, base - em * 1.7, left + Math.max(pixels(km), text.length * em * 0.8) + em * 0.4, size.height]);
  }

  /* The rings of a country: whole pixels of a coarser sheet, each point by its distance from the one before. */
  function rings(paths) {
    return paths.map((path) => {
      const steps = path.match(/-?\d+/g).map(Number);
      const points = [];
      let [x, y] = [0, 0];
      for (let at = 0; at < steps.length; at += 2) points.push([(x += steps[at]), (y += steps[at + 1])]);
      return points;
    });
  }

  /* The stretches of a horizontal line that lie within a ring. */
  function spans(ring, y) {
    const found = [];
    ring.forEach(([x2, y2], at) => {
      const [x1, y1] = ring.at(at - 1);
      if (y1 <= y !== y2 <= y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    });
    found.sort((one, other) => one - other);
    return found.filter((_, at) => at % 2 === 0).map((left, at) => [left, found[2 * at + 1]]);
  }

  function drawCountries(room) {
    const { u, v } = middle(sheet);
    const d = view.s / sheet.scale / sheet.coarse;
    const a = (d * k) / sheet.squeeze;
    const turn = Math.round((view.u - u) / (360 * k)) * 360 * k;
    const [x0, y0] = xy(u + turn, v);
    const [halfX, halfY] = [(sheet.width * sheet.coarse) / 2, (sheet.height * sheet.coarse) / 2];
    for (const { name, ems, areas } of countries) {
      const [wide, high] = [(ems + 1) * sizes.small, sizes.small * 1.3];
      let best = null;
      for (const area of areas) {
        const ring = area.map(([x, y]) => [x0 + (x - halfX) * a, y0 + (y - halfY) * d]);
        const [xs, ys] = [0, 1].map((axis) => ring.map((point) => point[axis]));
        const [left, right] = [Math.max(Math.min(...xs), 4), Math.min(Math.max(...xs), size.width - 4)];
        const [top, bottom] = [Math.max(Math.min(...ys), high), Math.min(Math.max(...ys), size.height - high)];
        if (right - left < wide || bottom < top) continue;
        const steps = Math.max(Math.floor(((bottom - top) / high) * 2), 1);
        for (let step = 0; step <= steps; step++) {
          const y = top + ((bottom - top) * step) / steps;
          const below = spans(ring, y + high / 2);
          for (const [from, to] of spans(ring, y - high / 2))
            for (const [otherFrom, otherTo] of below) {
              const start = Math.max(from, otherFrom, 4);
              const spare = Math.min(to, otherTo, size.width - 4) - start - wide;
              if (spare < 0) continue;
              for (const part of [0.5, 0.3, 0.7, 0.1, 0.9, 0, 1]) {
                const x = start + wide / 2 + spare * part;
                const far = Math.abs(x - (left + right) / 2) + 2 * Math.abs(y - (top + bottom) / 2) - (right - left);
                const box = [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2];
                if ((!best || far < best.far) && room.free(box)) best = { far, x, y, box };
              }
            }
        }
      }
      if (!best) continue;
      room.take(best.box);
      const at = { x: best.x, y: best.y + sizes.small * 0.36, "text-anchor": "middle", "font-size": sizes.small };
      names.append(svg("text", at, name));
    }
  }

  function write(mark, at) {
    mark.leader?.remove();
    mark.leader = null;
    if (!at) {
      mark.text?.remove();
      mark.text = null;
      return;
    }
    const key = `${at.lines.join("|")} ${mark.shown} ${at.anchor} ${sizes.name}`;
    if (mark.text?.key !== key) {
      mark.text?.remove();
      mark.text = svg("text", { "font-size": sizes.name, "text-anchor": at.anchor, "aria-hidden": "true" });
      mark.text.key = key;
      at.lines.forEach((line, number) => {
        const dy = number ? sizes.name * LEADING : 0;
        mark.text.append(svg("tspan", { x: 0, dy }, numbered(mark, line, number === at.lines.length - 1)));
      });
      mark.link.append(mark.text);
    }
    mark.text.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
    if (at.leader) {
      const [[x, y], [endX, endY]] = at.leader;
      mark.leader = svg("path", { d: `M${x} ${y}L${endX} ${endY}`, class: "or-leader", fill: "none" });
      mark.text.before(mark.leader);
    }
  }

  /* A name's last line, with the number of incidents that the filters leave, where it ends in their number. */
  function numbered(mark, line, last) {
    const all = `, ${digits.format(total(mark))}`;
    if (!last || !mark.link.dataset.name || total(mark) < 2 || !line.endsWith(all)) return line;
    return line.slice(0, -all.length) + (mark.shown > 1 ? `, ${digits.format(mark.shown)}` : "");
  }

  function draw() {
    drawing.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    drawGround();
    names.replaceChildren();
    const here = [];
    for (const mark of marks) {
      const [x, y] = xy(across(mark.lon), mark.v);
      const r = Math.max(mark.degrees * view.s, mark.least);
      set(mark.circle, { cx: x, cy: y, r });
      mark.box = [x - r, y - r, x + r, y + r];
      mark.at = [x, y, r];
      mark.inside = x >= 0 && y >= 0 && x <= size.width && y <= size.height;
      if (mark.shown && mark.box[0] < size.width && mark.box[1] < size.height && mark.box[2] > 0 && mark.box[3] > 0)
        here.push(mark);
    }
    const start = () => {
      const room = space();
      for (const mark of here) room.take(mark.box, !mark.pin);
      names.replaceChildren();
      drawBar(room);
      return room;
    };
    // An area whose middle is out of sight has its name, if at all, elsewhere.
    const wanted = ranked.filter((mark) => mark.shown && mark.inside).slice(0, NAMED);
    const { room, found, missing } = placed(wanted, start);
    for (const mark of marks) write(mark, found.get(mark));
    if (countries) drawCountries(room);
    const left = missing.length + Math.max(here.filter((mark) => mark.inside).length - NAMED, 0);
    unnamed.textContent = left ? say(formFor(words.sayUnnamed, left), { number: left }) : "";
    const [least, most] = limits();
    buttons.in.disabled = view.s >= most * 0.999;
    buttons.out.disabled = view.s <= least * 1.001;
    buttons.whole.disabled = isHome();
    frame.classList.toggle("or-map-frame--zoomed", view.s > home.s * 1.02);
    clearTimeout(telling);
    telling = setTimeout(tell, 250);
  }

  /* What a screen reader hears, and a reader sees, when the map has come to rest. */
  let telling = 0;
  function tell() {
    const all = marks.filter((mark) => mark.shown);
    const shown = all.filter((mark) => mark.inside).length;
    const places = say(formFor(words.sayInView, all.length), { shown, total: all.length });
    const factor = view.s / home.s;
    let told = places;
    if (factor > 1.05) told = say(words.sayEnlarged, { factor, places });
    else if (factor < 0.95) told = say(words.sayFarther, { places });
    if (status.textContent !== told) status.textContent = told;
  }

  let asked = 0;
  function redraw() {
    if (!asked) asked = requestAnimationFrame(() => ((asked = 0), draw()));
  }

  /* --- Moving ------------------------------------------------------------------------------------------------------ */

  let moving = 0;
  let aim = null;

  /* Goes to a view, in a fifth of a second, or at once for those who want no motion. */
  function go(to, slowly = true) {
    cancelAnimationFrame(moving);
    aim = clamp({ ...to });
    if (!slowly || still.matches) {
      Object.assign(view, aim);
      aim = null;
      redraw();
      return;
    }
    const from = { ...view };
    const goal = aim;
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(Math.max((now - began) / 200, 0), 1);
      const eased = part * (2 - part);
      for (const key of ["u", "v"]) view[key] = from[key] + (goal[key] - from[key]) * eased;
      view.s = from.s * (goal.s / from.s) ** eased;
      if (part === 1) {
        Object.assign(view, goal);
        aim = null;
      } else moving = requestAnimationFrame(step);
      draw();
    };
    moving = requestAnimationFrame(step);
  }

  /* The view enlarged by `factor`, in which the point x, y of the map stays where it is. */
  function zoomed(factor, x = size.width / 2, y = size.height / 2, from = aim ?? view) {
    const [least, most] = limits();
    const s = Math.min(Math.max(from.s * factor, least), most);
    const by = 1 / from.s - 1 / s;
    return { u: from.u + (x - size.width / 2) * by, v: from.v + (y - size.height / 2) * by, s };
  }

  const moved = (x, y, from = aim ?? view) => ({ u: from.u - x / from.s, v: from.v - y / from.s, s: from.s });
  const whole = () => go(home);

  /* Twice as near: to the open mark, or to the nearest one where no mark would be left in view. */
  function nearer() {
    const to = zoomed(2);
    const shown = marks.filter((mark) => mark.shown);
    const off = (mark) => [Math.abs(across(mark.lon) - to.u), Math.abs(mark.v - to.v)];
    const seen = (mark) => off(mark)[0] * to.s < size.width / 2 && off(mark)[1] * to.s < size.height / 2;
    let goal = opened;
    if (!goal && !shown.some(seen))
      [goal] = shown.sort((one, other) => Math.hypot(...off(one)) - Math.hypot(...off(other)));
    go(goal ? { ...to, u: across(goal.lon), v: goal.v } : to);
  }

  /* A point of the window as one of the map, whatever size the drawing has on the page. */
  function point({ clientX, clientY }) {
    const box = drawing.getBoundingClientRect();
    const by = size.width / box.width;
    return [(clientX - box.left) * by, (clientY - box.top) * by];
  }

  /* --- What is around the drawing ---------------------------------------------------------------------------------- */

  function button(name, sign, said, press) {
    const made = html("button", { type: "button", class: "or-map-button", "data-zoom": name }, sign);
    if (said !== sign) {
      made.setAttribute("aria-label", said);
      made.title = said;
    }
    made.addEventListener("click", press);
    return made;
  }

  const buttons = {
    in: button("in", "+", words.sayIn, nearer),
    out: button("out", "−", words.sayOut, () => go(zoomed(1 / 2))),
    whole: button("whole", words.sayWhole, words.sayWhole, whole),
  };
  const status = html("span", { class: "or-map-status", role: "status" });
  const hint = html("p", { class: "or-map-hint", "aria-hidden": "true", hidden: "" }, words.sayWheel);
  const help = html("p", { class: "or-map-help", id: "or-map-help" }, words.sayHelp);
  const unnamed = html("p", { class: "or-map__unnamed" });
  const panel = html("div", { class: "or-map-panel", role: "group", tabindex: "-1", hidden: "" });
  const tools = html("div", { class: "or-map-bar" }, buttons.in, buttons.out, buttons.whole, status);
  const frame = html("div", {
    class: "or-map-frame",
    role: "group",
    tabindex: "0",
    "aria-label": words.sayMap,
    "aria-describedby": "or-map-help",
  });
  figure.classList.add("or-map-figure--live");
  // What the drawings have no room for is told anew at each scale.
  for (const told of figure.querySelectorAll("p.or-map__unnamed")) told.remove();
  drawing.before(tools, frame);
  frame.append(drawing, hint);
  frame.after(panel, unnamed, help);
  for (const text of ground.querySelectorAll("text, path:not([class])")) text.remove();
  ground.append(names);
  copies.push([land, borders]);
  for (const { link } of marks) for (const child of link.querySelectorAll("text, .or-leader")) child.remove();

  /* --- The incidents of a mark ------------------------------------------------------------------------------------- */

  let opened = null;
  let returning = false;

  /* The lines of the page that tell of a place's incidents: rows of incidents, or the cell of the place's own row. */
  function told(mark) {
    const rows = mark.ids.map((id) => document.querySelector(`tr[data-id="${CSS.escape(id)}"]`)).filter(Boolean);
    if (rows.length) {
      const seen = rows.filter((row) => !row.hidden).reverse();
      return html("ul", {}, ...seen.map((row) => html("li", {}, ...copied(row))));
    }
    const cell = document.getElementById(mark.place)?.closest("tr")?.lastElementChild;
    return html("p", {}, ...[...(cell?.childNodes ?? [])].map((node) => node.cloneNode(true)));
  }

  function copied(row) {
    const [time, link] = ["time", "a[href*='briefings/']"].map((what) => row.querySelector(what)?.cloneNode(true));
    return [...(time ? [time, " "] : []), ...(link ? [link] : [])];
  }

  /* Shows what is told of a mark, and of those that lie under it. */
  function open(mark) {
    const [x, y] = mark.at;
    const under = marks.filter(
      (other) => other.shown && other.pin === mark.pin && Math.hypot(other.at[0] - x, other.at[1] - y) < (mark.pin ? 4 : 1),
    );
    const close = button("close", "×", words.sayClose, () => shut(true));
    const parts = [mark, ...under.filter((other) => other !== mark)].flatMap((other) => {
      const name = other.link.getAttribute("aria-label");
      return [html("p", { class: "or-map-panel__place" }, html("a", { href: other.link.getAttribute("href") }, name)), told(other)];
    });
    panel.replaceChildren(close, ...parts);
    panel.setAttribute("aria-label", mark.link.getAttribute("aria-label"));
    panel.hidden = false;
    opened?.link.classList.remove("or-mark--open");
    opened = mark;
    mark.link.classList.add("or-mark--open");
  }

  function shut(back) {
    if (!opened) return;
    const { link } = opened;
    link.classList.remove("or-mark--open");
    opened = null;
    panel.hidden = true;
    if (!back) return;
    returning = true;
    link.focus();
    returning = false;
  }

  /* The mark at a point: the nearest one within the reach of a finger, or the area below it. */
  function markAt(x, y) {
    let best = null;
    for (const mark of marks) {
      if (!mark.shown) continue;
      const far = Math.hypot(mark.at[0] - x, mark.at[1] - y) - (mark.pin ? mark.at[2] : 0);
      const reach = mark.pin ? 20 : mark.at[2];
      const weight = mark.pin ? far : far + 1000;
      if (far <= reach && (!best || weight < best.weight)) best = { mark, weight };
    }
    return best?.mark;
  }

  function enter(mark) {
    open(mark);
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  }

  /* --- Wheel, pointer, fingers, keys ------------------------------------------------------------------------------- */

  let hinted = 0;
  frame.addEventListener(
    "wheel",
    (event) => {
      const meant = event.ctrlKey || event.metaKey;
      if (!meant && !frame.contains(document.activeElement)) {
        // The page scrolls, as readers expect who only pass by.
        hint.hidden = false;
        clearTimeout(hinted);
        hinted = setTimeout(() => (hint.hidden = true), 1500);
        return;
      }
      const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 100 : 1);
      const to = zoomed(Math.exp(-Math.max(-150, Math.min(150, pixels)) * (event.ctrlKey ? 0.006 : 0.003)), ...point(event));
      // At either end the wheel scrolls the page again.
      if (to.s === view.s && !meant) return;
      event.preventDefault();
      hint.hidden = true;
      go(to, false);
    },
    { passive: false },
  );

  let grip = null;
  let dragged = false;
  frame.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType === "touch" || event.button !== 0) return;
    grip = { start: point(event), from: { ...view } };
  });
  frame.addEventListener("pointermove", (event) => {
    if (!grip) return;
    if (!event.buttons) {
      grip = null;
      return;
    }
    const [x, y] = point(event);
    const [dx, dy] = [x - grip.start[0], y - grip.start[1]];
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) frame.setPointerCapture(event.pointerId);
    dragged = true;
    go(moved(dx, dy, grip.from), false);
  });
  for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, () => (grip = null));
  frame.addEventListener("dragstart", (event) => event.preventDefault());

  let fingers = null;
  const held = (event) => {
    const points = [...event.touches].slice(0, 2).map(point);
    const [[x1, y1], [x2, y2]] = [points[0], points[1] ?? points[0]];
    return { number: points.length, x: (x1 + x2) / 2, y: (y1 + y2) / 2, apart: Math.hypot(x2 - x1, y2 - y1) || 1 };
  };
  for (const change of ["touchstart", "touchend", "touchcancel"])
    frame.addEventListener(change, (event) => {
      fingers = event.touches.length ? { ...held(event), from: { ...view } } : null;
    }, { passive: true });
  frame.addEventListener(
    "touchmove",
    (event) => {
      if (!fingers) return;
      // One finger moves the map only where it is enlarged; else it scrolls the page.
      if (fingers.number === 1 && !frame.classList.contains("or-map-frame--zoomed")) return;
      const now = held(event);
      const [dx, dy] = [now.x - fingers.x, now.y - fingers.y];
      if (fingers.number === 1 && !dragged && Math.hypot(dx, dy) < 6) return;
      event.preventDefault();
      dragged = true;
      const larger = zoomed(now.apart / fingers.apart, fingers.x, fingers.y, fingers.from);
      go(moved(dx, dy, larger), false);
    },
    { passive: false },
  );

  drawing.addEventListener("click", (event) => {
    // Enter on a mark is a click without a place, which belongs to the mark.
    const pressed = event.detail === 0;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const own = marks.find(({ link }) => link.contains(event.target));
    const mark = dragged ? null : pressed || (own?.text?.contains(event.target)) ? own : markAt(...point(event)) ?? own;
    if (own || mark) event.preventDefault();
    dragged = false;
    if (mark) enter(mark);
    else shut(false);
  });
  drawing.addEventListener("dblclick", (event) => {
    if (!markAt(...point(event))) go(zoomed(2, ...point(event)));
  });

  for (const mark of marks)
    mark.link.addEventListener("focus", () => {
      if (returning || !mark.link.matches(":focus-visible")) return;
      // Where the map is going to be, not where it was last drawn.
      const { u, v, s } = aim ?? view;
      const edge = 24;
      const beyond = (far, half) => Math.abs(far) * s > half - edge;
      if (beyond(across(mark.lon) - u, size.width / 2) || beyond(mark.v - v, size.height / 2))
        go({ u: across(mark.lon), v: mark.v, s });
      open(mark);
    });

  const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (event.key === "Escape") {
      if (opened) shut(panel.contains(document.activeElement));
      else if (isHome()) return;
      else whole();
    } else if (panel.contains(event.target)) return;
    else if (event.key === "+" || event.key === "=") nearer();
    else if (event.key === "-" || event.key === "_") go(zoomed(1 / 2));
    else if (arrow) go(moved(arrow[0] * size.width * 0.2, arrow[1] * size.height * 0.2));
    else return;
    event.preventDefault();
  }
  for (const part of [tools, frame, panel]) part.addEventListener("keydown", key);

  /* --- Beginning --------------------------------------------------------------------------------------------------- */

  document.addEventListener("or-shown", ({ detail }) => {
    for (const mark of marks) mark.shown = mark.ids.filter((id) => detail.has(id)).length;
    if (opened && !opened.shown) shut(false);
    else if (opened) open(opened);
    redraw();
  });

  async function load() {
    // From a folder of files a browser reads no other file: the ground of the page stays.
    if (location.protocol === "file:") return;
    try {
      const answer = await fetch(words.outlines);
      if (!answer.ok) return;
      const read = await answer.json();
      countries = read.countries.map(([name, ems, paths]) => ({ name, ems, areas: rings(paths) }));
      sheet = read;
      for (const [coast, border] of copies) {
        coast.setAttribute("d", sheet.land);
        border.setAttribute("d", sheet.borders);
      }
      clamp();
      draw();
    } catch {
      // The ground of the page stays.
    }
  }

  new ResizeObserver(() => {
    if (Math.round(frame.clientWidth) === size.width) return;
    measure();
    draw();
  }).observe(frame);
  measure();
  draw();
  load();
})();
