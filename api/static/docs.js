"use strict";
// A form asks its address and shows the answer as text; without this script it opens the address itself.
function asked(form) {
  const given = { path: form.dataset.path, query: new URLSearchParams(), headers: {}, body: undefined };
  for (const field of form.elements) {
    if (!field.dataset.in || field.value === "") continue;
    if (field.dataset.in === "path") given.path = given.path.replace("{" + field.name + "}", encodeURIComponent(field.value));
    if (field.dataset.in === "query") {
      for (const value of field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value]) given.query.append(field.name, value);
    }
    if (field.dataset.in === "header") given.headers[field.name] = field.value;
    if (field.dataset.in === "key") given.headers.Authorization = "Bearer " + field.value;
    if (field.dataset.in === "type") given.headers["Content-Type"] = field.value;
    if (field.dataset.in === "body") given.body = field.value;
  }
  const query = given.query.toString();
  given.address = form.dataset.base + given.path + (query ? "?" + query : "");
  return given;
}
function quoted(words) {
  return "'" + words.replaceAll("'", "'\\''") + "'";
}
function curl(form) {
  const given = asked(form), method = form.dataset.method, parts = ["curl"];
  if (method !== "GET") parts.push("-X " + method);
  for (const [name, value] of Object.entries(given.headers)) {
    parts.push("-H " + quoted(name + ": " + (name === "Authorization" ? "Bearer KEY" : value)));
  }
  if (given.body !== undefined) parts.push("--data-binary " + quoted(given.body));
  return parts.concat(quoted(given.address)).join(" ");
}
async function ask(form) {
  const given = asked(form), shown = form.querySelector("output"), began = performance.now();
  shown.replaceChildren("…");
  const pre = document.createElement("pre");
  try {
    const local = given.address.slice(form.dataset.base.length).replace(/^\//, "");
    const answer = await fetch(local, { method: form.dataset.method, headers: given.headers, body: given.body });
    const text = await answer.text(), took = Math.round(performance.now() - began);
    const head = [...answer.headers].map(([name, value]) => name + ": " + value).join("\n");
    pre.textContent = answer.status + " " + answer.statusText + ", " + took + " ms\n\n" + text.slice(0, 200000) + "\n\n" + head;
  } catch (error) {
    pre.textContent = "no answer: " + error.message;
  }
  pre.tabIndex = 0;
  shown.replaceChildren(pre);
}
for (const form of document.querySelectorAll(".docs form")) {
  const line = form.querySelector(".curl");
  line.textContent = curl(form);
  form.addEventListener("input", () => { line.textContent = curl(form); });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(form); });
}
