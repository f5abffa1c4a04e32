// Every word on the page comes from here. A translation is a folder beside `en` with the same files, and its
// name in this list; `?lang=de` in the address chooses it, else the browser's language does.

const languages = ["en"];

const wanted = new URLSearchParams(location.search).get("lang") ?? navigator.language.slice(0, 2);
const language = languages.includes(wanted) ? wanted : "en";
document.documentElement.lang = language;
const { default: texts } = await import(`./${language}/index.js`);

/// The text of a key such as `input.clear`, its `{places}` filled in.
export function text(key, values = {}) {
  const found = key.split(".").reduce((part, name) => part?.[name], texts);
  if (typeof found !== "string") throw new Error(`there is no text "${key}"`);
  return found.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
}
