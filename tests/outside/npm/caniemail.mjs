// What mail programs make of an HTML file, by caniemail.com: lines of "errors|warnings TITLE: CLIENT CLIENT ...".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [file, ...clients] = process.argv.slice(2);
const { caniemail } = await import(pathToFileURL(createRequire(process.cwd() + "/").resolve("caniemail")));
const { issues } = caniemail({ clients, html: readFileSync(file, "utf8") });
for (const kind of ["errors", "warnings"]) {
  const found = {};
  for (const [client, some] of issues[kind]) for (const one of some) (found[one.title] ??= new Set()).add(client);
  for (const [title, where] of Object.entries(found)) console.log(`${kind} ${title}: ${[...where].sort().join(" ")}`);
}
