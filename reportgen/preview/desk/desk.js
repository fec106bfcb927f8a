/* The desk: panes with views, the findings beside them, and one socket that tells what has changed. */

import { element, VIEWS } from "./views.js";

const KEY = "reportgen-desk";
const at = (id) => document.getElementById(id);
const memory = remembered();
const desk = { findings: [], chosen: null, keep, key, figure, point };
let state = null;
let panes = [];

/* ---- memory */

function remembered() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch { /* nothing is kept, or nothing may be */ }
  return { split: false, findings: null, panes: [{}, { view: "pdf" }], ...kept };
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch { /* then this visit has its own ways */ }
}

/* ---- panes */

class Pane {
  constructor(number) {
    this.memory = (memory.panes[number] ??= {});
    this.views = {};
    const name = number ? "Right" : "Left";
    this.tabs = element("div", { class: "tabs", role: "tablist", "aria-label": `${name} pane` });
    this.tools = element("div", { class: "tools" });
    this.body = element("div", { class: "body", role: "tabpanel", id: `panel-${number}` });
    for (const View of VIEWS) {
      this.tabs.append(element("button", {
        role: "tab", type: "button", id: `tab-${number}-${View.key}`, "data-view": View.key, "aria-controls": `panel-${number}`,
        onclick: () => this.open(View.key),
      }, View.label));
    }
    this.tabs.addEventListener("keydown", (event) => this.move(event));
    this.element = element("section", { class: "pane", "aria-label": `${name} pane` },
      element("div", { class: "head" }, this.tabs, this.tools), this.body);
    this.number = number;
  }

  open(key) {
    const View = VIEWS.find((one) => one.key === key) ?? VIEWS[0];
    this.memory.view = View.key;
    this.view = this.views[View.key] ??= new View((this.memory[View.key] ??= {}), desk);
    for (const tab of this.tabs.children) {
      const chosen = tab.dataset.view === View.key;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.body.setAttribute("aria-labelledby", tab.id);
    }
    this.tools.replaceChildren(...this.view.tools);
    for (const one of this.body.children) one.hidden = one !== this.view.element;
    if (!this.view.element.isConnected) this.body.append(this.view.element);
    this.view.element.hidden = false;
    if (state) this.view.update(state);
    this.view.shown?.();
    if (desk.chosen && this.view.seen !== desk.chosen) this.choose();
    keep();
  }

  choose() {
    this.view.seen = desk.chosen;
    return this.view.choose();
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (VIEWS.findIndex((one) => one.key === this.memory.view) + step + VIEWS.length) % VIEWS.length;
    this.open(VIEWS[next].key);
    this.tabs.children[next].focus();
    event.preventDefault();
  }
}

function arrange() {
  const wanted = memory.split ? 2 : 1;
  while (panes.length < wanted) {
    const pane = new Pane(panes.length);
    panes.push(pane);
    at("panes").append(pane.element);
    pane.open(pane.memory.view ?? "page");
  }
  while (panes.length > wanted) panes.pop().element.remove();
  at("split").setAttribute("aria-pressed", String(memory.split));
  document.body.classList.toggle("split", memory.split);
  beside();
  keep();
}

/* The findings stand beside the panes as they were asked for; where nobody asked, while there are any. */
function beside() {
  const shown = memory.findings ?? desk.findings.length > 0;
  at("findings").hidden = !shown;
  at("count").setAttribute("aria-expanded", String(shown));
}

/* A figure, clicked in the page, in the pane beside it; asked for in the list, in the page. */
function figure(id) {
  const pane = panes.find((one) => one.memory.view === "figures") ?? (memory.split ? panes[1] : null);
  if (!pane) return;
  pane.open("figures");
  pane.view.show(id);
}

function point(id) {
  let pane = panes.find((one) => one.memory.view === "page");
  if (!pane) {
    pane = panes[0];
    pane.open("page");
  }
  pane.view.show?.(id);
}

/* ---- what is told */

function update(now) {
  state = now;
  const { edition } = now;
  if (edition) {
    at("publication").textContent = edition.publication;
    at("week").textContent = edition.week;
    document.title = `${edition.draft ? "DRAFT · " : ""}${edition.title} · reportgen preview`;
  }
  at("draft").hidden = !(edition?.draft || now.findings?.some((one) => one.severity === "error"));
  at("state").textContent = words(now);
  document.body.classList.toggle("working", now.working);
  document.body.classList.toggle("troubled", Boolean(now.trouble || now.stopped));
  if (now.findings !== null && now.judged !== desk.judged) found(now);
  troubled(now);
  for (const pane of panes) pane.view.update(now);
}

function words(now) {
  if (now.stopped) return "Stopped";
  if (now.trouble) return "Not made: see the mistake";
  if (!now.edition) return "Making the first draft …";
  if (now.working) return now.edition.number === now.builds ? "Checking …" : "Making …";
  return `Made at ${now.made}`;
}

const NAMES = { error: "Error", warning: "Warning", info: "Note" };

function found(now) {
  desk.judged = now.judged;
  const told = JSON.stringify(now.findings);
  if (told === desk.told) return;
  desk.told = told;
  const focused = document.activeElement.closest?.(".finding")?.finding;
  const same = (other) => now.findings.find((one) => other && one.code === other.code && one.message === other.message) ?? null;
  desk.chosen = same(desk.chosen);
  desk.findings = now.findings;
  const counts = Object.keys(NAMES).map((kind) => [kind, now.findings.filter((one) => one.severity === kind).length]);
  const sum = counts.filter(([, number]) => number)
    .map(([kind, number]) => `${number} ${NAMES[kind].toLowerCase()}${number === 1 ? "" : "s"}`).join(", ");
  at("findings-sum").textContent = sum ? `${sum}.` : "Nothing found. That is no proof: the check passes over what it cannot read.";
  at("count").textContent = now.findings.length ? `Findings ${now.findings.length}` : "No findings";
  at("count").dataset.worst = counts.find(([, number]) => number)?.[0] ?? "none";
  at("findings-list").replaceChildren(...now.findings.map(item));
  beside();
  if (same(focused)) at("findings-list").children[now.findings.indexOf(same(focused))].firstChild.focus();
}

function item(one) {
  const made = element("li", { class: `finding ${one.severity}` },
    element("button", { type: "button", class: "what", "aria-pressed": String(one === desk.chosen) },
      element("span", { class: "kind" }, NAMES[one.severity]), " ", element("span", { class: "message" }, one.message)),
    one.end > one.column && one.end <= one.excerpt.length + 1 ? excerpt(one) : null,
    one.suggestion ? element("p", { class: "fix" }, one.suggestion) : null,
    one.evidence && one.evidence !== one.words?.words ? element("p", { class: "quiet" }, element("b", {}, "from"), ` ${one.evidence}`) : null,
    one.rule ? element("p", { class: "quiet" }, element("b", {}, "rule"), ` ${one.rule}`) : null,
    element("p", { class: "where" }, place(one), element("span", { class: "code" }, one.code)));
  made.finding = one;
  made.addEventListener("click", (event) => {
    if (!event.target.closest(".place") && getSelection().isCollapsed) choose(one);
  });
  return made;
}

function excerpt(one) {
  const start = one.column - 1;
  const from = Math.max(0, start - 30);
  const line = one.excerpt;
  return element("code", { class: "excerpt" }, (from ? "…" : "") + line.slice(from, start),
    element("mark", {}, line.slice(start, one.end - 1)), line.slice(one.end - 1, one.end + 50) + (line.length > one.end + 50 ? "…" : ""));
}

/* Where it stands: opens the file there, if it is one of the newsletter's and an editor is known. */
function place(one) {
  const told = one.file ? `${one.file}:${one.line}:${one.column}` : "";
  if (!one.own) return element("span", { class: "place" }, told);
  return element("button", {
    type: "button", class: "place", title: state.editor ? `Open in ${state.editor}` : "Copy the place", onclick: () => open(one, told),
  }, told);
}

async function open(one, told) {
  if (!state.editor) {
    await navigator.clipboard?.writeText(told).catch(() => {});
    say(`${told} copied. Name an editor with --editor to open it.`);
    return;
  }
  say((await post("/open", { file: one.file, line: one.line, column: one.column })).said);
}

function choose(one) {
  desk.chosen = one;
  for (const row of at("findings-list").children) row.firstChild.setAttribute("aria-pressed", String(row.finding === one));
  const shown = panes.map((pane) => pane.choose());
  if (!shown.some(Boolean) && one.words && !panes.some((pane) => ["page", "text"].includes(pane.memory.view))) {
    panes[0].open("page");
  }
}

function step(by) {
  if (!desk.findings.length) return;
  const now = desk.findings.indexOf(desk.chosen);
  const next = (now + by + desk.findings.length) % desk.findings.length;
  choose(desk.findings[now < 0 && by < 0 ? desk.findings.length - 1 : next]);
  at("findings-list").children[desk.findings.indexOf(desk.chosen)].firstChild.focus();
}

function troubled(now) {
  const box = at("trouble");
  const told = JSON.stringify([now.trouble, now.stopped]);
  if (told === box.told) return;
  box.told = told;
  box.hidden = !now.trouble && !now.stopped;
  if (now.stopped) {
    at("trouble-title").textContent = "The preview’s own work has stopped. Save a file to start it again.";
    at("trouble-list").replaceChildren(element("li", {}, element("p", { class: "message" }, now.stopped)));
  } else if (now.trouble) {
    const many = now.trouble.length;
    box.classList.remove("folded");
    at("trouble-title").textContent = `${many === 1 ? "A mistake keeps" : `${many} mistakes keep`} the issue from being made${now.edition ? "; behind is the last that could be" : ""}`;
    at("trouble-list").replaceChildren(...now.trouble.slice(0, MOST).map(mistake));
    if (many > MOST) at("trouble-list").append(element("li", { class: "quiet" }, `and ${many - MOST} more`));
  }
}

const MOST = 8;

function fold() {
  at("trouble").classList.toggle("folded");
}

function mistake(one) {
  const lines = one.lines.map((line, index) => {
    const number = one.first + index;
    const row = element("span", { class: number === one.line ? "line wrong" : "line" },
      element("span", { class: "number" }, String(number).padStart(4)), ` ${line}\n`);
    if (number === one.line) row.append(element("span", { class: "caret" }, `${" ".repeat(4 + one.column)}^\n`));
    return row;
  });
  return element("li", {},
    element("p", { class: "message" }, one.message),
    one.file ? element("p", { class: "where" }, place(one)) : null,
    lines.length ? element("pre", { tabindex: "0", "aria-label": `Lines around ${one.file}:${one.line}` }, ...lines) : null,
    one.hint ? element("p", { class: "hint" }, one.hint) : null);
}

let quiet = 0;

function say(text) {
  at("said").textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => { at("said").textContent = ""; }, 5000);
}

async function post(address, content = {}) {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(content) });
  return answer.json();
}

/* ---- keys and buttons */

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  const done = {
    s: toggleSplit, f: toggleFindings, j: () => step(1), k: () => step(-1),
    o: () => {
      if (!desk.chosen) step(1);
      if (desk.chosen?.own) open(desk.chosen, `${desk.chosen.file}:${desk.chosen.line}:${desk.chosen.column}`);
    },
    "?": () => say("1–5 tabs · s side by side · j k next and last finding · o open it in the editor · f findings · Esc fold a mistake"),
    Escape: at("trouble").hidden ? null : fold,
  }[event.key] ?? (VIEWS[Number(event.key) - 1] && (() => panes[0].open(VIEWS[Number(event.key) - 1].key)));
  if (!done) return;
  event.preventDefault();
  done();
}

function toggleSplit() {
  memory.split = !memory.split;
  arrange();
}

function toggleFindings() {
  memory.findings = at("findings").hidden;
  arrange();
}

document.addEventListener("keydown", key);
at("trouble-fold").addEventListener("click", fold);
at("split").addEventListener("click", toggleSplit);
at("count").addEventListener("click", toggleFindings);
at("gather").addEventListener("click", async () => say((await post("/gather")).said));

/* ---- the socket: opened again when it is lost, at once when the tab is looked at again */

let socket = null;
let wait = 250;
let again = 0;

function connect() {
  clearTimeout(again);
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  const own = (socket = new WebSocket(`ws://${location.host}/live`));
  own.addEventListener("message", ({ data }) => {
    wait = 250;
    document.body.classList.remove("offline");
    update(JSON.parse(data));
  });
  own.addEventListener("close", () => {
    if (own !== socket) return;
    document.body.classList.add("offline");
    at("state").textContent = "The preview is not running: start it again, and this page goes on";
    again = setTimeout(connect, wait);
    wait = Math.min(wait * 2, 2000);
  });
}

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && connect());
addEventListener("online", connect);
addEventListener("pagehide", keep);
arrange();
connect();
