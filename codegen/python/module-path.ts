import { snakeCase } from "../print/python-names.js";

/** The folder of a generated Python module: `shared/user-data` is `shared/user_data`. */
export function pythonFolder(module: string): string {
  return module.split("/").map(snakeCase).join("/");
}

/** How one module imports another: `..shared.user`. */
export function relativeModule(from: string, to: string): string {
  const own = pythonFolder(from).split("/");
  const other = pythonFolder(to).split("/");
  let shared = 0;
  while (shared < own.length && shared < other.length && own[shared] === other[shared]) shared += 1;
  return `${".".repeat(own.length - shared + 1)}${other.slice(shared).join(".")}`;
}
