/* Makes one document like another and leaves alone what is the same already: scroll, focus and fonts stay. */

export function morph(document, html) {
  // The parser of the document's own window: what it reads is held to that window's policy, which lets styles stand.
  const wanted = new document.defaultView.DOMParser().parseFromString(html, "text/html");
  attributes(document.documentElement, wanted.documentElement);
  for (const part of ["head", "body"]) {
    attributes(document[part], wanted[part]);
    children(document[part], wanted[part]);
  }
}

function children(now, then) {
  const old = [...now.childNodes];
  const fresh = [...then.childNodes];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start].isEqualNode(fresh[start])) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end).isEqualNode(fresh.at(-1 - end))) end++;
  const leaving = old.slice(start, old.length - end);
  const coming = fresh.slice(start, fresh.length - end);
  leaving.forEach((node, index) => {
    const next = coming[index];
    if (!next) node.remove();
    else if (alike(node, next)) blend(node, next);
    else node.replaceWith(now.ownerDocument.adoptNode(next));
  });
  const behind = end ? old.at(-end) : null;
  for (const next of coming.slice(leaving.length)) now.insertBefore(now.ownerDocument.adoptNode(next), behind);
}

function alike(node, next) {
  return node.nodeType === next.nodeType && node.nodeName === next.nodeName;
}

function blend(node, next) {
  if (node.isEqualNode(next)) return;
  if (node.nodeType !== Node.ELEMENT_NODE) {
    node.nodeValue = next.nodeValue;
    return;
  }
  attributes(node, next);
  children(node, next);
}

function attributes(node, next) {
  for (const { name } of [...node.attributes]) if (!next.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of [...next.attributes]) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}
