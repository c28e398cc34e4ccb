// What is pushed sideways or cut off on the page as it stands, the innermost element each time.
// With isScreen, a field scrolls in itself, and so does a region that has a name and can be reached
// by keyboard.
(isScreen) => {
  const width = document.documentElement.clientWidth;
  const beyond = document.documentElement.scrollWidth - width;
  const found = new Map();
  const isApart = (one) =>
    one.closest("svg, math, option, .ds-sr-only, .ds-skip-link") !== null ||
    (isScreen &&
      one.closest("[role=region][tabindex='0']:is([aria-label], [aria-labelledby])") !== null);
  // Asked of an element and all that it stands in: answered once for each.
  const inherited = (holds) => {
    const known = new Map([[null, false]]);
    const answer = (one) => {
      if (!known.has(one)) known.set(one, holds(one) || answer(one.parentElement));
      return known.get(one);
    };
    return answer;
  };
  const isClipped = inherited((one) => getComputedStyle(one).clipPath !== "none");
  const isUnseen = (one) => !one.checkVisibility() || isClipped(one);
  const isInline = (one) => ["inline", "contents"].includes(getComputedStyle(one).display);
  // Texts by the box that holds them: by the nearest element that is not inline.
  const texts = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || isApart(node.parentElement)) continue;
    let holder = node.parentElement;
    while (isInline(holder)) holder = holder.parentElement;
    texts.set(holder, [...(texts.get(holder) ?? []), node]);
  }
  const letsOut = (one, box) =>
    (texts.get(one) ?? []).some((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].some(
        (part) => part.width > 1 && (part.right > box.right + 1 || part.left < box.left - 1),
      );
    });
  const stays = inherited((one) =>
    ["sticky", "fixed", "absolute"].includes(getComputedStyle(one).position),
  );
  // Lines of text that stand upon one another.
  const lines = [];
  for (const [holder, nodes] of texts) {
    if (isUnseen(holder) || stays(holder)) continue;
    for (const node of nodes) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2) lines.push([holder, box]);
    }
  }
  lines.sort((a, b) => a[1].top - b[1].top);
  const covered = new Set();
  lines.forEach(([holder, box], at) => {
    for (let next = at + 1; next < lines.length && lines[next][1].top < box.bottom; next += 1) {
      const [other, below] = lines[next];
      const wide = Math.min(box.right, below.right) - Math.max(box.left, below.left);
      const high = Math.min(box.bottom, below.bottom) - below.top;
      if (other !== holder && wide > 2 && high > 0.4 * Math.min(box.height, below.height)) {
        covered.add(other);
      }
    }
  });
  const fault = (one) => {
    if (covered.has(one)) return "stands upon other text";
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (box.width && (box.right > width + 1 || box.left < -1)) return "sticks out";
    if (isScreen && one.matches("input, select, textarea")) return "";
    if (letsOut(one, box)) return "lets its text out";
    if (style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) return "cuts off";
    if (
      (["hidden", "clip"].includes(style.overflowY) || (!isScreen && style.overflowY !== "visible")) &&
      one.scrollHeight > one.clientHeight + 1
    ) {
      return "cuts off below";
    }
    const text = one.childElementCount ? "" : one.textContent.trim();
    if (text.length > 12 && box.width < 2.5 * Number.parseFloat(style.fontSize)) {
      return "has a column of letters";
    }
    return "";
  };
  for (const one of document.body.querySelectorAll("*")) {
    if (isApart(one) || isUnseen(one)) continue;
    const told = fault(one);
    if (told) found.set(one, told);
  }
  const path = (one) => {
    const names = [];
    for (let step = one; step && step !== document.body && names.length < 4; step = step.parentElement) {
      names.unshift([step.localName, ...step.classList].join("."));
    }
    return names.join(" > ");
  };
  const told = [...found.keys()]
    .filter((one) => ![...found.keys()].some((other) => other !== one && one.contains(other)))
    .map((one) => `${path(one)} ${found.get(one)}`);
  if (beyond > 0 && isScreen && !told.length) told.push(`the page is ${beyond} px too wide`);
  return told.slice(0, 6);
}
