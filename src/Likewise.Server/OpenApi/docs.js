// Shows the OpenAPI document beside it. Text goes in as text, never as markup.
"use strict";

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
};

const shown = example => typeof example === "string" ? example : JSON.stringify(example, null, 2);

const code = (title, example) => example === undefined ? null : make("section", null,
  make("h3", null, title), make("pre", { tabindex: "0", "aria-label": title }, make("code", null, shown(example))));

const table = (title, heads, rows) => rows.length === 0 ? null : make("section", null,
  make("h3", null, title),
  make("table", null,
    make("thead", null, make("tr", null, ...heads.map(head => make("th", { scope: "col" }, head)))),
    make("tbody", null, ...rows.map(row => make("tr", null, ...row.map(cell => make("td", null, cell ?? "")))))));

function show(document_) {
  const resolve = value => value && value.$ref
    ? value.$ref.slice(2).split("/").reduce((place, name) => place[name], document_)
    : value;
  const kind = schema => !schema ? "" : schema.$ref ? schema.$ref.split("/").pop()
    : schema.enum ? schema.enum.join(" | ") : schema.type === "array" ? kind(schema.items) + "[]" : String(schema.type ?? "");
  const fields = schema => {
    const whole = resolve(schema) ?? {};
    return Object.entries(whole.properties ?? {}).map(([name, property]) =>
      [name + ((whole.required ?? []).includes(name) ? "" : " (optional)"), kind(property), resolve(property).description]);
  };

  document.getElementById("about").textContent = document_.info.description;
  const [index, content] = [document.getElementById("index"), document.getElementById("content")];
  for (const [path, operations] of Object.entries(document_.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const body = Object.values(operation.requestBody?.content ?? {})[0];
      const [status, done] = Object.entries(operation.responses)[0];
      const answer = Object.values(done.content ?? {})[0];
      const others = Object.entries(operation.responses).slice(1);
      index.append(make("li", { "data-text": `${method} ${path} ${operation.summary}`.toLowerCase() },
        make("a", { href: "#" + operation.operationId }, `${method.toUpperCase()} ${path}`)));
      content.append(make("article", { id: operation.operationId },
        make("h2", null, make("span", { class: "method" }, method.toUpperCase()), " ", make("code", null, path)),
        make("p", null, `${operation.summary}. ${operation.description ?? ""} Role: ${operation["x-role"]}.`),
        table("Parameters", ["name", "kind", ""],
          (operation.parameters ?? []).map(one => [one.name, `${one.in}, ${kind(one.schema)}`, one.description])),
        body ? table("Body", ["field", "kind", ""], fields(body.schema)) : null,
        code("Request", body?.example),
        code(`Answer ${status}: ${done.description}`, answer?.example),
        answer ? table("Fields of the answer", ["field", "kind", ""], fields(answer.schema)) : null,
        table("Otherwise", ["status", ""], others.map(([other, response]) => [other, resolve(response).description]))));
    }
  }

  document.getElementById("find").addEventListener("input", event => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const item of index.children) item.hidden = !item.dataset.text.includes(wanted);
  });
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

fetch("openapi/v1.json")
  .then(reply => reply.ok ? reply.json() : Promise.reject(new Error(`The document could not be read: ${reply.status}.`)))
  .then(show)
  .catch(fault => { document.getElementById("about").textContent = fault.message; });
