import { basename, dirname, extname } from "node:path";
import { Node, Project, type SourceFile, ts } from "ts-morph";
import type { MemberKind } from "../../discover/member-kind.js";
import { nearMatches, oneOf } from "../../problems/suggest.js";
import { UseError } from "../../problems/use-error.js";
import { isJsonObject, type JsonObject, type JsonSchema } from "../../schema/json.js";
import { type Imported, type ImportNote, memberFiles, withDialect } from "../imported.js";
import { kebabCase } from "../names.js";
import { findStates, type StateDefinition } from "./find-states.js";
import { lossNote } from "./loss-note.js";
import { type Evaluated, evaluate } from "./run.js";
import { isSchemaValue, jsonSchemaOf } from "./standard-schema.js";
import { stateMember } from "./state-member.js";

/** Where a contract is in a program. */
export interface ProgramPlace {
  readonly path: string;
  /** The name of a state, a graph or a schema in the file, where it has several. */
  readonly wanted?: string | undefined;
}

/**
 * Reads a contract from a program: LangGraph.js's states, or schemas of a library that can say themselves as JSON Schema.
 *
 * Only the state and what it needs of the program run.
 *
 * @throws UseError where there is no state, or several.
 */
export function importProgram(place: ProgramPlace): Imported {
  const file = openProgram(place.path);
  const states = findStates(file, place.wanted);
  const [state, second] = states;
  if (state === undefined) return importSchemas(file, place);
  if (second !== undefined) {
    const names = states.flatMap(({ name }) => name ?? []);
    throw new UseError(
      `${basename(place.path)} has ${states.length} states`,
      `choose one of them: ${names.map((name) => `${place.path}:${name}`).join(", ")}`,
    );
  }
  return importState(file, state, place);
}

function openProgram(path: string): SourceFile {
  const config = ts.findConfigFile(dirname(path), ts.sys.fileExists);
  const compilerOptions = {
    ...{ allowJs: true, strict: true, noEmit: true, skipLibCheck: true },
    ...(config === undefined
      ? {
          module: ts.ModuleKind.ESNext,
          moduleResolution: ts.ModuleResolutionKind.Bundler,
          target: ts.ScriptTarget.ES2022,
        }
      : {}),
  };
  const project = new Project({
    compilerOptions,
    skipAddingFilesFromTsConfig: true,
    ...(config === undefined ? {} : { tsConfigFilePath: config }),
  });
  const file = project.addSourceFileAtPath(path);
  project.resolveSourceFileDependencies();
  return file;
}

function importState(
  file: SourceFile,
  { name, members }: StateDefinition,
  { path, wanted }: ProgramPlace,
): Imported {
  const expressions = [...members];
  const evaluated = evaluate(expressions.map(([, expression]) => expression));
  const notes: ImportNote[] = [];
  const schemas = expressions.flatMap(([kind, expression], index): [MemberKind, JsonSchema][] => {
    const value = evaluated.values[index];
    const member = stateMember(kind, expression, { value, load: evaluated.load });
    if (member !== undefined) {
      notes.push(...member.notes);
      return [[kind, withDialect(member.schema)]];
    }
    const plain = plainMember(kind, value, evaluated, notes);
    return plain === undefined ? [] : [[kind, plain]];
  });
  if (!schemas.some(([kind]) => kind === "state")) {
    throw new UseError(
      `the state ${name ?? "of the graph"} in ${basename(file.getFilePath())} is nothing that can be read`,
      "import a state made by Annotation.Root, StateSchema or z.object; `channels` have no schemas",
    );
  }
  const files = memberFiles(schemas);
  return { name: contractName(path, wanted ?? name), files, notes };
}

/** A member that is a schema of a library. */
function plainMember(
  kind: MemberKind,
  value: unknown,
  { load }: Evaluated,
  notes: ImportNote[],
): JsonObject | undefined {
  if (!isSchemaValue(value)) {
    if (kind !== "state") {
      notes.push({
        place: kind,
        message: "it isn't a schema that can be read; write it by hand",
        needsHand: true,
      });
    }
    return undefined;
  }
  const lost = new Set<string>();
  const schema = jsonSchemaOf(value, load, (what) => lost.add(what));
  for (const what of lost) notes.push(lossNote(kind, what));
  return isJsonObject(schema) ? withDialect(schema) : undefined;
}

/** Exported schemas by their names: `ContextSchema` is the context, and a single schema the state. */
function importSchemas(file: SourceFile, { path, wanted }: ProgramPlace): Imported {
  const declared = file.getVariableDeclarations().filter((each) => {
    const isChosen = wanted === undefined ? each.isExported() : each.getName() === wanted;
    return isChosen && each.getInitializer() !== undefined && !isFunction(each.getInitializer());
  });
  if (wanted !== undefined && declared.length === 0) throw noSuchName(file, wanted);
  const evaluated = evaluate(declared.map((each) => each.getNameNode()));
  const schemas = declared.flatMap((each, index) =>
    isSchemaValue(evaluated.values[index]) ? [{ name: each.getName(), value: evaluated.values[index] }] : [],
  );
  const notes: ImportNote[] = [];
  const members = new Map<MemberKind, JsonSchema>();
  for (const { name, value } of schemas) {
    const kind = schemas.length === 1 ? "state" : KINDS.find((each) => name.toLowerCase().includes(each));
    if (kind === undefined || members.has(kind)) continue;
    const found = stateOrSchema(kind, file, name, value, evaluated, notes);
    if (found !== undefined) members.set(kind, found);
  }
  if (!members.has("state")) {
    throw new UseError(
      `${basename(path)} has no state: no StateGraph, and no exported schema with "state" in its name`,
      `name the schema of the state after the file: ${path}:MySchema`,
    );
  }
  return { name: contractName(path, wanted), files: memberFiles(members), notes };
}

const KINDS = ["context", "state", "input", "output", "events"] as const;

function stateOrSchema(
  kind: MemberKind,
  file: SourceFile,
  name: string,
  value: unknown,
  evaluated: Evaluated,
  notes: ImportNote[],
): JsonSchema | undefined {
  const node = file.getVariableDeclarationOrThrow(name).getNameNode();
  const member = kind === "state" ? stateMember(kind, node, { value, load: evaluated.load }) : undefined;
  if (member === undefined) return plainMember(kind, value, evaluated, notes);
  notes.push(...member.notes);
  return withDialect(member.schema);
}

function isFunction(node: Node | undefined): boolean {
  return Node.isArrowFunction(node) || Node.isFunctionExpression(node);
}

function noSuchName(file: SourceFile, wanted: string): UseError {
  const near = nearMatches(
    wanted,
    file.getVariableDeclarations().map((each) => each.getName()),
  );
  const remedy = near.length > 0 ? `did you mean ${oneOf(near)}?` : "name a constant at the top of the file";
  return new UseError(`${basename(file.getFilePath())} has no constant ${JSON.stringify(wanted)}`, remedy);
}

/** `support-agent` for `SupportAgentState`; the file's or the folder's name where the state's says nothing. */
function contractName(path: string, name = ""): string {
  const own = name.replace(/(?:Graph)?(?:State)?(?:Annotation|Schema|Graph)?(?:State)?$/i, "");
  const file = basename(path, extname(path)).replace(
    /[.-]?(?:state|graph|schema|index|main|agent\.state)s?$/i,
    "",
  );
  const folder = basename(dirname(path));
  return kebabCase([own, file, folder].find((each) => /[a-z]{2}/i.test(each)) ?? "graph");
}
