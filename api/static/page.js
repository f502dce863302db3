"use strict";
// Makes the pages handier; without it everything is there all the same.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy), label = button.firstChild, before = label.data;
    try {
      await navigator.clipboard.writeText(words.textContent);
      label.data = "Copied";
    } catch {
      getSelection().selectAllChildren(words); // no clipboard without https: the reader copies what is selected
      label.data = "Selected";
    }
    setTimeout(() => { label.data = before; }, 2000);
  });
}

// An address says what was asked and nothing else.
for (const form of document.querySelectorAll("form.search")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) field.disabled = field.name !== "" && field.value.trim() === "";
    setTimeout(() => { for (const field of form.elements) field.disabled = false; });
  });
  suggesting(form);
}

// The speaker field is a combobox of the ARIA Authoring Practices: a list that the arrow keys walk through.
function suggesting(form) {
  const field = form.querySelector("#speaker"), list = form.querySelector("#suggestions");
  let chosen = -1, waiting = 0, asked = 0;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    field.setAttribute(name, value);
  }
  function close() {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    asked += 1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  function mark(number) {
    chosen = (number + list.children.length) % list.children.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    field.setAttribute("aria-activedescendant", list.children[chosen].id);
  }
  function take(item) {
    field.value = item.dataset.name;
    close();
    form.requestSubmit();
  }
  function show(found) {
    list.replaceChildren(...found.map((one, place) => {
      const item = document.createElement("li"), name = document.createElement("bdi"), note = document.createElement("span");
      item.id = "suggestion-" + place;
      item.role = "option";
      item.dataset.name = one.name;
      item.setAttribute("aria-selected", "false");
      name.textContent = one.name;
      note.className = "note";
      note.textContent = " " + [one.role, one.quotations].filter(Boolean).join(", ");
      item.append(name, note);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    list.hidden = found.length === 0;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(found.length > 0));
  }
  async function ask() {
    const typed = field.value.trim();
    if (typed === "") return close();
    const mine = asked += 1;
    try {
      const answer = await fetch(form.dataset.suggest + "?limit=8&q=" + encodeURIComponent(typed), { headers: { Accept: "application/json" } });
      if (answer.ok && mine === asked) show((await answer.json()).data);
    } catch { close(); }
  }
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden && event.key === "ArrowDown") ask();
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}
