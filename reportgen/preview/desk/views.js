/* What a pane can show. A view has an element, its tools, and is told of every state; it remembers its own scroll. */

import { mark, reveal } from "./mark.js";
import { morph } from "./morph.js";

export function element(name, more = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(more)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
}

/* One of several, as a row of buttons. */
function choice(label, options, chosen, choose) {
  const row = element("div", { class: "choice", role: "group", "aria-label": label });
  for (const [value, words] of options) {
    row.append(element("button", {
      type: "button", "aria-pressed": String(value === chosen()), onclick: () => {
        choose(value);
        for (const one of row.children) one.setAttribute("aria-pressed", String(one.dataset.value === String(value)));
      }, "data-value": value,
    }, words));
  }
  return row;
}

/* An edition in a frame of its own, in which no script runs: changed in place, so that it keeps its scroll. */
class Framed {
  constructor(memory, desk, title) {
    this.memory = memory;
    this.desk = desk;
    this.frame = element("iframe", { sandbox: "allow-same-origin", title, tabindex: "0" });
    this.stage = element("div", { class: "stage" }, this.frame);
    this.room = element("div", { class: "page-view" }, this.stage, element("p", { class: "waiting" }, "Making the first draft …"));
    this.element = this.room;
    this.frame.addEventListener("load", () => this.begin());
    new ResizeObserver(() => this.fit()).observe(this.room);
  }

  chosen(name, label, options) {
    return choice(label, options, () => this.memory[name], (value) => {
      this.memory[name] = value;
      this.desk.keep();
      if (name === "width") this.fit();
      else this.load();
    });
  }

  get document() {
    return this.loaded ? this.frame.contentDocument : null;
  }

  fresh(serial) {
    if (serial && serial !== this.serial) {
      this.serial = serial;
      this.room.classList.add("filled");
      if (this.loaded) this.load();
      else this.frame.src = this.address();
    } else this.remark();
  }

  async load() {
    const asked = (this.asked = (this.asked ?? 0) + 1);
    const answer = await fetch(this.address());
    const html = await answer.text();
    if (!answer.ok || asked !== this.asked || !this.document) return;
    const { scrollTop: top } = this.document.scrollingElement;
    morph(this.document, html);
    this.document.scrollingElement.scrollTo({ top, behavior: "instant" });
    this.remark();
  }

  begin() {
    const inside = this.frame.contentDocument;
    if (!inside?.body || inside.location.pathname !== this.address().split("?")[0]) return;
    this.loaded = true;
    inside.addEventListener("click", (event) => this.click(event));
    inside.addEventListener("keydown", (event) => this.desk.key(event));
    // A frame that is put aside forgets its scroll, and says so: that is not the reader's.
    inside.addEventListener("scroll", () => {
      if (!this.element.hidden && this.element.isConnected) this.memory.scroll = inside.scrollingElement.scrollTop;
    }, { passive: true });
    this.shown();
    this.remark();
  }

  /* A link leads out of the draft: it opens beside it. A figure shows where it comes from. */
  click(event) {
    const link = event.target.closest?.("a[href]");
    if (link && !link.getAttribute("href").startsWith("#")) {
      event.preventDefault();
      if (["http:", "https:", "mailto:"].includes(link.protocol)) window.open(link.href, "_blank", "noopener,noreferrer");
      return;
    }
    const figure = event.target.closest?.("[data-figure]");
    if (figure) this.desk.figure(figure.dataset.figure);
  }

  shown() {
    if (this.document) this.document.scrollingElement.scrollTo({ top: this.memory.scroll ?? 0, behavior: "instant" });
  }

  remark() {
    if (this.document) this.place = mark(this.document.body, this.desk.findings, this.desk.chosen);
  }

  choose() {
    this.remark();
    if (this.place) reveal(this.place, this.document.scrollingElement);
    return Boolean(this.place);
  }

  show(id) {
    const found = this.document?.querySelector(`[data-figure="${CSS.escape(id)}"]`);
    if (found) {
      const made = this.document.createRange();
      made.selectNodeContents(found);
      reveal(made, this.document.scrollingElement);
      const view = this.document.defaultView;
      view.CSS.highlights?.set("chosen", new view.Highlight(made));
    }
  }

  fit() {
    const { clientWidth: room, clientHeight: height } = this.room;
    const width = this.memory.width || Math.max(room, 320);
    const scale = Math.min(1, room / width);
    this.stage.style.width = `${Math.floor(width * scale)}px`;
    Object.assign(this.frame.style, {
      width: `${width}px`, height: `${height / scale}px`, transform: scale < 1 ? `scale(${scale})` : "",
    });
  }
}

export class PageView extends Framed {
  static key = "page";
  static label = "Page";

  constructor(memory, desk) {
    super(Object.assign(memory, { width: memory.width ?? 0, scheme: memory.scheme ?? "auto" }), desk, "The web page");
    this.tools = [
      this.chosen("width", "Width", [[375, "375"], [768, "768"], [1280, "1280"], [0, "Fit"]]),
      this.chosen("scheme", "Colours", [["auto", "Auto"], ["light", "Light"], ["dark", "Dark"]]),
    ];
  }

  address() {
    return `/page${this.memory.scheme === "auto" ? "" : `?scheme=${this.memory.scheme}`}`;
  }

  update(state) {
    this.fresh(state.edition?.serial);
  }
}

export class TextView {
  static key = "text";
  static label = "Text";

  constructor(memory, desk) {
    Object.assign(this, { memory, desk, tools: [] });
    this.pre = element("pre", { class: "text" });
    this.element = element("div", { class: "text-view", tabindex: "0", role: "region", "aria-label": "The plain text" }, this.pre);
    this.element.addEventListener("scroll", () => { memory.scroll = this.element.scrollTop; }, { passive: true });
  }

  async update(state) {
    if (state.text && state.text !== this.serial) {
      this.serial = state.text;
      const text = await (await fetch("/text")).text();
      if (text !== this.pre.textContent) this.pre.textContent = text;
      this.shown();
    }
    this.remark();
  }

  remark() {
    if (this.pre.isConnected) this.place = mark(this.pre, this.desk.findings, this.desk.chosen);
  }

  choose() {
    this.remark();
    if (this.place) reveal(this.place, this.element);
    return Boolean(this.place);
  }

  shown() {
    this.element.scrollTop = this.memory.scroll ?? 0;
  }
}

export class PdfView {
  static key = "pdf";
  static label = "PDF";

  constructor(memory, desk) {
    Object.assign(this, { memory, desk });
    this.words = element("span", { class: "quiet" });
    this.old = element("span", { class: "quiet" }, "Printing …");
    this.tools = [this.old, this.words, element("a", { href: "/report.pdf", target: "_blank", rel: "noopener" }, "Open the file")];
    this.element = element("div", { class: "pdf-view", tabindex: "0", role: "region", "aria-label": "The PDF’s pages" });
    this.element.addEventListener("scroll", () => { memory.scroll = this.element.scrollTop; }, { passive: true });
  }

  async update(state) {
    const { sheets } = state;
    this.old.hidden = !state.edition || state.trouble || (sheets && sheets.number >= state.edition.number);
    if (!sheets || sheets.serial === this.serial) return;
    if (sheets.lost) {
      this.serial = sheets.serial;
      this.words.textContent = "";
      this.element.replaceChildren(element("p", { class: "note" }, sheets.lost));
      return;
    }
    if (!sheets.pages.length) return;
    this.serial = sheets.serial;
    this.words.textContent = `${sheets.pages.length} page${sheets.pages.length === 1 ? "" : "s"}`;
    const width = Math.min(900, Math.max(320, this.element.clientWidth - 48));
    const pixels = Math.round(width * Math.min(2, devicePixelRatio || 1));
    const made = await Promise.all(sheets.pages.map(async ([wide, high], index) => {
      const picture = element("img", {
        alt: `Page ${index + 1} of ${sheets.pages.length}`, width, height: Math.round((width * high) / wide),
        src: `/sheet/${index + 1}.png?width=${pixels}&of=${sheets.serial}`,
      });
      if (index < 2) await picture.decode().catch(() => {});
      return picture;
    }));
    if (sheets.serial !== this.serial) return;
    this.element.replaceChildren(...made);
    this.shown();
  }

  choose() {
    return false;
  }

  shown() {
    this.element.scrollTop = this.memory.scroll ?? 0;
  }
}

export class FiguresView {
  static key = "figures";
  static label = "Figures";

  constructor(memory, desk) {
    Object.assign(this, { memory, desk, rows: [], open: new Set() });
    this.search = element("input", { type: "search", "aria-label": "Search the figures", placeholder: "Search the figures" });
    this.search.value = memory.search ?? "";
    this.search.addEventListener("input", () => {
      memory.search = this.search.value;
      desk.keep();
      this.draw();
    });
    this.words = element("span", { class: "quiet", role: "status" });
    this.tools = [this.search, this.words];
    this.list = element("div", { class: "figures" });
    this.element = element("div", { class: "figures-view", tabindex: "0", role: "region", "aria-label": "The figures" }, this.list);
    this.element.addEventListener("scroll", () => { memory.scroll = this.element.scrollTop; }, { passive: true });
  }

  async update(state) {
    if (!state.figures || state.figures === this.serial) return;
    this.serial = state.figures;
    this.rows = await (await fetch("/figures")).json();
    this.draw();
    this.shown();
  }

  draw() {
    const asked = this.search.value.trim().toLowerCase().replaceAll("-", "−");
    const found = this.rows.filter((row) => !asked ||
      [row.id, row.name, row.told, ...row.printed].join(" ").toLowerCase().replaceAll("-", "−").includes(asked));
    this.words.textContent = `${found.length} of ${this.rows.length}`;
    this.list.replaceChildren(...found.map((row) => this.row(row)));
    if (!found.length && this.rows.length) this.list.append(element("p", { class: "note" }, `No figure matches “${this.search.value.trim()}”.`));
  }

  row(row) {
    const details = element("details", { class: "figure", "data-id": row.id, open: this.open.has(row.id) },
      element("summary", {},
        element("span", { class: "printed" }, row.printed.join(" · ")),
        element("span", { class: "told quiet" }, row.told.split(/: |\. Source/)[0]),
        element("span", { class: "id" }, row.id)));
    details.addEventListener("toggle", () => {
      this.open[details.open ? "add" : "delete"](row.id);
      if (details.open && details.children.length === 1) details.append(...this.inside(row));
    });
    if (details.open) details.append(...this.inside(row));
    return details;
  }

  inside(row) {
    const closes = row.inputs.slice(0, 40).map((one) => element("tr", {},
      element("td", {}, one.key), element("td", {}, one.session), element("td", { class: "number" }, level(one.close, row.decimals)),
      element("td", {}, one.url ? element("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.source) : one.source)));
    const more = row.inputs.length - closes.length;
    return [
      element("p", {}, row.told),
      element("pre", { class: "sum" }, row.worked.join("\n")),
      closes.length ? element("table", {},
        element("thead", {}, element("tr", {}, ...["Instrument", "Session", "Close", "Source"].map((words) => element("th", { scope: "col" }, words)))),
        element("tbody", {}, ...closes)) : null,
      more > 0 ? element("p", { class: "quiet" }, `and ${more} closes more`) : null,
      row.url ? element("p", {}, element("a", { href: row.url, target: "_blank", rel: "noopener noreferrer" }, row.source)) : null,
      element("ul", { class: "places" }, ...row.places.filter((one) => one.place).map((one) =>
        element("li", {}, element("strong", {}, one.place), ` ${one.words}`))),
      element("button", { type: "button", class: "plain", onclick: () => this.desk.point(row.id) }, "Show in the page"),
    ].filter(Boolean);
  }

  show(id) {
    this.search.value = this.memory.search = "";
    this.open.add(id);
    this.draw();
    const found = this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    found?.scrollIntoView({ block: "start" });
    found?.querySelector("summary").focus({ preventScroll: true });
  }

  choose() {
    return false;
  }

  shown() {
    this.element.scrollTop = this.memory.scroll ?? 0;
  }
}

function level(number, decimals) {
  return number.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: 6 });
}

/* Gmail clips a message's HTML here. */
const CLIP = 102_000;

export class MailView extends Framed {
  static key = "mail";
  static label = "E-mail";

  constructor(memory, desk) {
    super(Object.assign(memory, {
      width: memory.width ?? 600, scheme: memory.scheme ?? "light", pictures: memory.pictures ?? "on", part: memory.part ?? "html",
    }), desk, "The e-mail");
    this.subject = element("p", { class: "subject" });
    this.meter = element("meter", { min: 0, max: CLIP, low: 80_000, high: 95_000, optimum: 0, "aria-label": "Size of the HTML" });
    this.size = element("span", { class: "quiet" });
    this.headers = element("dl", { class: "headers" });
    this.pre = element("pre", { class: "text" });
    this.words = element("div", { class: "mail-words", tabindex: "0", role: "region", "aria-label": "The e-mail’s source" }, this.pre);
    this.lost = element("p", { class: "note" });
    this.element = element("div", { class: "mail-view" },
      element("div", { class: "mail-head" }, element("details", {}, element("summary", {}, this.subject), this.headers),
        element("p", { class: "mail-size" }, this.meter, " ", this.size)),
      this.room, this.words, this.lost);
    this.framing = [
      this.chosen("width", "Width", [[375, "375"], [600, "600"]]),
      this.chosen("scheme", "Colours", [["light", "Light"], ["dark", "Dark"], ["forced", "Forced dark"]]),
      this.chosen("pictures", "Pictures", [["on", "Pictures"], ["off", "None"]]),
    ];
    this.tools = [
      choice("Part", [["html", "HTML"], ["text", "Text"], ["raw", "Source"]], () => memory.part, (value) => {
        memory.part = value;
        desk.keep();
        this.show();
      }),
      ...this.framing,
    ];
    this.show();
  }

  address() {
    return `/email?scheme=${this.memory.scheme}&pictures=${this.memory.pictures}`;
  }

  async update(state) {
    const { mail } = state;
    if (!mail) return;
    this.lost.textContent = mail.lost;
    this.element.classList.toggle("lost", Boolean(mail.lost));
    if (mail.lost) return;
    const changed = mail.serial !== this.serial;
    this.fresh(mail.serial);
    if (!changed) return;
    this.meter.value = mail.size;
    this.size.textContent = `${(mail.size / 1000).toFixed(0)} kB of HTML; Gmail clips at ${CLIP / 1000}`;
    const [message, text] = await Promise.all(["/email.eml", "/email.txt"].map(async (one) => (await fetch(one)).text()));
    if (mail.serial !== this.serial) return;
    this.parts = { raw: message, text };
    const head = headers(message);
    this.subject.textContent = head.find(([name]) => name === "Subject")?.[1] ?? "";
    this.headers.replaceChildren(...head.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
    this.show();
  }

  show() {
    const html = this.memory.part === "html";
    this.room.hidden = !html;
    this.words.hidden = html;
    for (const one of this.framing) one.hidden = !html;
    const words = html ? "" : this.parts?.[this.memory.part] ?? "";
    if (words !== this.pre.textContent) this.pre.textContent = words;
    if (html) this.fit();
  }
}

/* The headers of a message, folded lines joined, encoded words read. */
function headers(message) {
  const head = message.slice(0, message.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, " ");
  return head.split(/\r?\n/).map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at), read(line.slice(at + 1).trim())];
  });
}

function read(value) {
  return value.replace(/(=\?utf-8\?[bq]\?[^?]*\?=)\s+(?==\?utf-8)/gi, "$1").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, words) => {
    const letters = how.toLowerCase() === "b" ? atob(words)
      : words.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, (__, code) => String.fromCharCode(parseInt(code, 16)));
    return new TextDecoder().decode(Uint8Array.from(letters, (one) => one.charCodeAt(0)));
  });
}

export const VIEWS = [PageView, PdfView, TextView, FiguresView, MailView];
