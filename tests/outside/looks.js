// What the page tests ask the browser; each function here is called by its name.
({
  // Text that is too faint on what lies behind it: less than 4.5:1, or 3:1 where it is large (WCAG 2.2, 1.4.3).
  faint() {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
    const light = (rgb) => {
      const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      if (!element) return [255, 255, 255];
      return over(rgba(getComputedStyle(element).backgroundColor), behind(element.parentElement));
    };
    const found = [];
    let seen = 0;
    const judge = (words, style, colour, element, ground) => {
      const below = ground ?? behind(element);
      const [a, b] = [light(over(rgba(colour), below)), light(below)];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      seen += 1;
      const where = element.closest("[class]")?.getAttribute("class") ?? element.tagName;
      if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} "${words.slice(0, 40)}" ${colour} in ${where}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const words = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (!words || !element.checkVisibility() || element.closest("style, title, desc, metadata")) continue;
      const style = getComputedStyle(element);
      judge(words, style, element.closest("svg") ? style.fill : style.color, element);
    }
    const figure = document.querySelector("data[data-figure]");
    figure.focus();
    const tip = getComputedStyle(figure, "::after");
    judge("provenance of a figure", tip, tip.color, figure, rgba(tip.backgroundColor).slice(0, 3));
    figure.blur();
    return { seen, found };
  },

  // Elements that reach beyond the window's right edge and lie in no box that scrolls by itself.
  beyond() {
    const wide = (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5;
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.checkVisibility() && wide(element) && !element.closest(".scroll *, svg *"))
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`);
  },

  // The provenance that a figure shows now, and whether it stands in the window, above all else.
  provenance(element) {
    const style = getComputedStyle(element, "::after");
    if (style.content === "none") return { text: "", shown: false, inside: false, on_top: false };
    const [width, height, bottom] = [style.width, style.height, style.bottom].map(parseFloat);
    const middle = document.documentElement.clientWidth / 2;
    const rows = [bottom + 2, bottom + height / 2, bottom + height - 2].map((up) => innerHeight - up);
    return {
      text: style.content === "attr(data-tip)" ? element.dataset.tip : style.content.slice(1, -1),
      shown: style.visibility === "visible" && style.opacity === "1",
      inside: width <= innerWidth && height > 0 && height + bottom <= innerHeight,
      on_top: rows.every((y) => document.elementFromPoint(middle, y) === element),
    };
  },

  // The page's own fonts: those it uses, and those that did not load.
  fonts() {
    const all = [...document.fonts];
    return {
      loaded: all.filter((font) => font.status === "loaded").map((font) => font.family.replaceAll('"', "")),
      failed: all.filter((font) => font.status === "error").map((font) => font.family),
    };
  },
})
