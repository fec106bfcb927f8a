/* Finds the words of a finding in a text, by the letters around them, and marks them without touching it. */

const CONTEXT = [48, 24, 12, 6, 0];
const BLANK = /[\s\u00ad\u200b\u2060]|\[\d+\]/g;
const STYLE = `
  ::highlight(error) { text-decoration: underline wavy #d93a2b 1.5px; }
  ::highlight(warning) { text-decoration: underline wavy #c98a00 1.5px; }
  ::highlight(info) { text-decoration: underline dotted #4a7fb5 1.5px; }
  ::highlight(chosen) { background-color: #ffe08a; color: #1b2430; }
`;

/* The letters of a document without its blanks, and where each stands. */
export function lettersOf(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, sup.call, [hidden], title") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    const bare = walker.currentNode.nodeValue.replace(BLANK, "");
    if (bare) nodes.push([text.length, walker.currentNode]);
    text += bare;
  }
  return { text, nodes };
}

/* The range of a finding's words; null where the text does not have them. */
export function find(letters, words) {
  if (!words) return null;
  const bare = words.words.replace(BLANK, "");
  if (!bare) return null;
  const before = words.before.replace(BLANK, "");
  const behind = words.behind.replace(BLANK, "");
  for (const size of CONTEXT) {
    const ahead = size ? before.slice(-size) : "";
    const at = letters.text.indexOf(ahead + bare + behind.slice(0, size));
    if (at >= 0) return range(letters, at + ahead.length, at + ahead.length + bare.length);
  }
  return null;
}

/* Marks findings in a document, the chosen one above all. */
export function mark(root, findings, chosen) {
  const view = root.ownerDocument.defaultView;
  if (!view.CSS?.highlights) return null;
  if (!root.ownerDocument.adoptedStyleSheets.some((sheet) => sheet.desk)) {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    sheet.desk = true;
    root.ownerDocument.adoptedStyleSheets.push(sheet);
  }
  const letters = findings.length ? lettersOf(root) : null;
  const found = { error: [], warning: [], info: [] };
  let shown = null;
  for (const one of findings) {
    const place = find(letters, one.words);
    if (!place) continue;
    found[one.severity].push(place);
    if (one === chosen) shown = place;
  }
  for (const [name, ranges] of Object.entries(found)) view.CSS.highlights.set(name, new view.Highlight(...ranges));
  view.CSS.highlights.set("chosen", new view.Highlight(...(shown ? [shown] : [])));
  return shown;
}

/* Brings a range into sight, unless it is there already. */
export function reveal(place, scroller) {
  const box = place.getBoundingClientRect();
  const frame = scroller === place.startContainer.ownerDocument.scrollingElement
    ? { top: 0, bottom: place.startContainer.ownerDocument.defaultView.innerHeight } : scroller.getBoundingClientRect();
  if (box.top >= frame.top + 40 && box.bottom <= frame.bottom - 40) return;
  scroller.scrollTop += box.top - frame.top - (frame.bottom - frame.top) / 3;
}

function range(letters, start, end) {
  const from = point(letters, start);
  const last = point(letters, end - 1);
  const made = from.node.ownerDocument.createRange();
  made.setStart(from.node, from.offset);
  made.setEnd(last.node, last.offset + 1);
  return made;
}

/* The node and the offset in it of a letter by its number. */
function point({ nodes }, number) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[middle][0] <= number) low = middle;
    else high = middle - 1;
  }
  const [first, node] = nodes[low];
  let left = number - first;
  const blank = new RegExp(BLANK.source, "y");
  for (let offset = 0; offset < node.nodeValue.length; offset++) {
    blank.lastIndex = offset;
    const gap = blank.exec(node.nodeValue);
    if (gap) offset += gap[0].length - 1;
    else if (left-- === 0) return { node, offset };
  }
  return { node, offset: Math.max(0, node.nodeValue.length - 1) };
}
