/* A text field above a long list, which narrows it.

   <select data-filter data-filter-label="Søk etter kommune" data-filter-one="1 treff"
           data-filter-count="%d treff" data-filter-none="Ingen treff">

   An option is found by its own words and by those in data-also (a Sámi name, say). The chosen
   option always stays in the list, so that searching never changes an answer. */

const LETTERS = { ø: "o", æ: "ae", đ: "d", ŋ: "n", ŧ: "t" };
const ROWS = 8;

/* Without accents, so that Tromso finds Tromsø and Kara finds Kárášjohka. */
function plain(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øæđŋŧ]/gu, (letter) => LETTERS[letter]);
}

function filtered(select) {
  const { filterLabel, filterOne, filterCount, filterNone } = select.dataset;
  const all = [...select.children].map((node) => ({
    node,
    options: node.tagName === "OPTGROUP" ? [...node.children] : null,
  }));
  const words = new Map(
    [...select.options].map((option) => [
      option,
      plain(`${option.textContent} ${option.dataset.also ?? ""}`),
    ]),
  );

  const box = document.createElement("div");
  box.className = "filter";
  const label = document.createElement("label");
  label.textContent = filterLabel;
  label.htmlFor = `${select.id}-filter`;
  const input = document.createElement("input"); // without a name: not a part of the form
  input.className = "ds-input";
  input.type = "text";
  input.id = label.htmlFor;
  input.autocomplete = "off";
  input.setAttribute("aria-controls", select.id);
  const status = document.createElement("p");
  status.className = "filter__count";
  status.setAttribute("role", "status");
  box.append(label, input, status);
  select.before(box);

  function hits() {
    return [...select.options].filter((option) => option.value && !("kept" in option.dataset));
  }

  function narrow() {
    const query = plain(input.value.trim());
    const found = (option) => !query || (option.value !== "" && words.get(option).includes(query));
    const keep = (option) => {
      const hit = found(option);
      if (hit) delete option.dataset.kept;
      else option.dataset.kept = "";
      return hit || option.selected;
    };
    const nodes = [];
    for (const { node, options } of all) {
      if (options) {
        const members = options.filter(keep);
        node.replaceChildren(...members);
        if (members.length) nodes.push(node);
      } else if (keep(node)) {
        nodes.push(node);
      }
    }
    const { value } = select;
    select.replaceChildren(...nodes);
    select.value = value;

    const number = hits().length;
    if (query) {
      // Open the list, so that the hits are in sight.
      const rows = select.options.length + select.querySelectorAll("optgroup").length;
      select.size = Math.max(2, Math.min(ROWS, rows));
      status.textContent =
        number === 0 ? filterNone : number === 1 ? filterOne : filterCount.replace("%d", number);
    } else {
      select.removeAttribute("size");
      status.textContent = "";
    }
  }

  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      select.focus();
    } else if (event.key === "Enter") {
      // Never hands in the form. The only hit is chosen; otherwise the list is gone through.
      event.preventDefault();
      const found = hits();
      if (found.length === 1) {
        select.value = found[0].value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
      select.focus();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      narrow();
    }
  });
}

for (const select of document.querySelectorAll("select[data-filter]")) filtered(select);
