/* A text field with a list of what can be chosen (the ARIA pattern "combobox with list autocomplete").

   <div data-combobox …><input list="ID"></div> and a <datalist id="ID">, as parts/combobox.html
   writes them. What stands in the field is what is sent. A row is taken by Enter, Tab or the pointer,
   and only one that is shown as chosen: the one pointed at with the arrows, or the only one that
   is left, or the one whose whole name is written. Leaving the field changes nothing in it. */

import { folded, named, search } from "./searching.js";

const START = 0; // how good a hit is: the name begins so, a later word does, it occurs somewhere
const WORD = 1;
const WITHIN = 2;

class Combobox {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input");
    this.choices = [...this.input.list.options].map(choice);
    this.rows = [];
    this.at = -1;

    this.list = element("ul", { className: "combobox__list", role: "listbox", hidden: true });
    this.list.id = `${this.input.id}-list`;
    this.list.ariaLabel = this.input.labels[0].textContent;
    this.status = element("p", { className: "combobox__count", role: "status" });
    this.button = element("button", {
      className: "combobox__button",
      type: "button",
      tabIndex: -1,
    });
    this.button.ariaLabel = box.dataset.show;
    this.button.setAttribute("aria-controls", this.list.id);

    // The browser's own list would lie over ours.
    this.input.removeAttribute("list");
    this.input.role = "combobox";
    this.input.ariaAutoComplete = "list";
    this.input.setAttribute("aria-controls", this.list.id);
    this.box.append(this.button, this.status, this.list);
    this.close();

    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.list.hidden && this.open(this.narrowing));
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.leave());
    // A press that keeps the focus in the field.
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.toggle());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  /* Which choice the text names, alone and in full. */
  get chosen() {
    const is = named(this.input.value);
    const found = this.choices.filter(({ names }) => names.some(is));
    return found.length === 1 ? found[0] : null;
  }

  /* What narrows the list when it is opened: nothing, where the field holds a choice. */
  get narrowing() {
    return this.chosen ? "" : this.input.value;
  }

  open(query) {
    const found = query.trim() === "" ? this.choices : hits(this.choices, query);
    const { chosen } = this;
    this.rows = found;
    this.list.replaceChildren(...found.map((one, place) => this.row(one, place, one === chosen)));
    this.list.hidden = found.length === 0;
    this.input.ariaExpanded = String(found.length > 0);
    this.count(found.length);
    this.list.scrollIntoView({ block: "nearest" });
    this.point(found.length === 1 ? 0 : found.indexOf(chosen));
  }

  row(one, place, isChosen) {
    const row = element("li", { role: "option", id: `${this.list.id}-${place}` });
    row.ariaSelected = String(isChosen);
    row.append(element("span", { textContent: one.name }));
    const more = [one.also, one.about].filter(Boolean).join(" · ");
    if (more) row.append(" ", element("small", { textContent: more }));
    return row;
  }

  count(number) {
    const { none, one, several } = this.box.dataset;
    this.status.textContent =
      number === 0 ? none : number === 1 ? one : several.replace("%d", number);
  }

  /* Shows a row as the one that Enter and Tab take; -1 for none. */
  point(place) {
    this.list.children[this.at]?.classList.remove("is-at");
    this.at = place;
    const row = this.list.children[place];
    if (row) {
      row.classList.add("is-at");
      row.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", row.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  close() {
    this.list.hidden = true;
    this.input.ariaExpanded = "false";
    this.point(-1);
    this.status.textContent = "";
  }

  toggle() {
    this.input.focus();
    if (this.list.hidden) this.open("");
    else this.close();
  }

  take(place) {
    this.input.value = this.rows[place].name;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  leave() {
    this.close();
    if (this.input.value.trim() && !this.chosen) {
      this.status.textContent = this.box.dataset.unclear;
    }
  }

  clicked(event) {
    const row = event.target.closest("[role=option]");
    if (row) this.take([...this.list.children].indexOf(row));
  }

  pressed(event) {
    const { key, altKey } = event;
    const isOpen = !this.list.hidden;
    const pointed = isOpen && this.at >= 0;
    if (key === "Tab" && pointed) {
      this.take(this.at); // and the focus goes on
    } else if (key === "Enter" && isOpen) {
      event.preventDefault(); // never hands in the form
      if (pointed) this.take(this.at);
    } else if (key === "Escape" && isOpen) {
      event.preventDefault();
      this.close();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      this.arrow(key === "ArrowDown" ? 1 : -1, isOpen, altKey);
    }
  }

  arrow(step, isOpen, altKey) {
    if (altKey && isOpen && step < 0) {
      this.close();
    } else if (!isOpen) {
      this.open(this.narrowing);
      if (!altKey && this.at < 0) this.point(step > 0 ? 0 : this.rows.length - 1);
    } else if (!altKey) {
      const { length } = this.rows;
      this.point(this.at < 0 && step < 0 ? length - 1 : (this.at + step + length) % length);
    }
  }
}

/* Reads an option of the datalist. */
function choice({ value, dataset }) {
  const { also = "", about = "" } = dataset;
  const names = [value, ...also.split(", ")].filter(Boolean).map(folded);
  return { name: value, also, about, names };
}

/* The choices that a query finds, the best first: the whole name, its beginning, a later word's. */
function hits(choices, query) {
  const finds = search(query);
  const is = named(query);
  const begins = search(query, "^");
  const word = search(query, "(?:^| )");
  const rank = ({ names }) =>
    names.some(is) ? -1 : begins(names) ? START : word(names) ? WORD : WITHIN;
  return choices
    .filter(({ names }) => finds(names))
    .map((one) => [rank(one), one])
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

for (const box of document.querySelectorAll("[data-combobox]")) new Combobox(box);
