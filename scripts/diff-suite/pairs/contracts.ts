import type { JsonObject } from "../../../codegen/schema/json.js";
import type { ContractPair } from "../pair.js";

const text = { type: "string" };
const whole = { type: "integer" };
const object = (properties: object, more: object = {}): JsonObject => ({
  type: "object",
  properties: properties as JsonObject,
  ...more,
});
const closed = { additionalProperties: false };
const state = (properties: object, more: object = {}) => ({ state: object(properties, more) });
const tool = (input: object, output: object, more: object = {}) =>
  object({ input, output }, { description: "A tool.", required: ["input", "output"], ...more });
const ask = (value: object, resume: object, more: object = {}) =>
  object({ value, resume }, { required: ["value", "resume"], ...more });
const a = object({ a: text }, closed);

/** A change of one member; the state stays. */
const member = (
  name: string,
  kind: string,
  before: object | undefined,
  after: object | undefined,
  breaks: readonly string[],
): ContractPair => ({
  name,
  old: { ...state({ x: text }), ...(before === undefined ? {} : { [kind]: before }) },
  new: { ...state({ x: text }), ...(after === undefined ? {} : { [kind]: after }) },
  breaks,
});

/** A change of one field of the state, with an output that leaves it out. */
const field = (
  name: string,
  before: object,
  after: object,
  breaks: readonly string[],
  more: object = {},
): ContractPair => ({
  name,
  old: { ...state({ f: before, x: text }, more), output: object({ x: text }) },
  new: { ...state({ f: after, x: text }, more), output: object({ x: text }) },
  breaks,
});

/** What only a contract tells: directions, defaults, reducers, channels, parts, renames. */
export const contractPairs: readonly ContractPair[] = [
  member("a context gets an optional property", "context", a, object({ a: text, b: text }, closed), []),
  member(
    "a context requires a new property",
    "context",
    a,
    object({ a: text, b: text }, { required: ["b"], ...closed }),
    ["context-narrowed"],
  ),
  member(
    "a context requires a new property with a default",
    "context",
    a,
    object({ a: text, b: { type: "string", default: "x" } }, { required: ["b"], ...closed }),
    [],
  ),
  member(
    "a context requires a property with a default inside a reference",
    "context",
    object({ u: { $ref: "#/$defs/U" } }, { $defs: { U: a } }),
    object(
      { u: { $ref: "#/$defs/U" } },
      {
        $defs: { U: object({ a: text, b: { type: "integer", default: 1 } }, { required: ["b"], ...closed }) },
      },
    ),
    [],
  ),
  member(
    "a required property loses its default",
    "context",
    object({ a: { type: "string", default: "x" } }, { required: ["a"] }),
    object({ a: text }, { required: ["a"] }),
    ["context-narrowed"],
  ),
  member(
    "an optional property gets a default",
    "context",
    a,
    object({ a: { type: "string", default: "x" } }, closed),
    [],
  ),
  member(
    "a default changes",
    "context",
    object({ a: { type: "string", default: "x" } }),
    object({ a: { type: "string", default: "y" } }),
    ["default-changed"],
  ),
  member(
    "a default that does not fit fills in nothing",
    "context",
    a,
    object({ a: text, b: { type: "string", default: 1 } }, { required: ["b"], ...closed }),
    ["context-narrowed"],
  ),
  member("a context appears, and nothing of it is required", "context", undefined, a, []),
  member(
    "a context appears, and something of it is required",
    "context",
    undefined,
    object({ a: text }, { required: ["a"] }),
    ["context-narrowed"],
  ),
  member("a context is gone", "context", object({ a: text }, { required: ["a"] }), undefined, []),
  member("a context is widened", "context", object({ a: whole }), object({ a: { type: "number" } }), []),
  member("an output is narrowed", "output", object({ a: text }), object({ a: { enum: ["x"] } }), []),
  member(
    "an output is widened",
    "output",
    object({ a: { enum: ["x"] } }, closed),
    object({ a: { enum: ["x", "y"] } }, closed),
    ["output-widened"],
  ),
  member(
    "an output no longer requires a property",
    "output",
    object({ x: text }, { required: ["x"] }),
    object({ x: text }),
    ["output-widened"],
  ),
  member(
    "an output requires a property",
    "output",
    object({ x: text }),
    object({ x: text }, { required: ["x"] }),
    [],
  ),
  member(
    "an output's default stands for required",
    "output",
    object({ x: text }, { required: ["x"] }),
    object({ x: { type: "string", default: "" } }),
    [],
  ),
  member(
    "an output loses a default that callers rely on",
    "output",
    object({ x: { type: "string", default: "" } }, { required: ["x"] }),
    object({ x: text }),
    [],
  ),
  member(
    "an input is narrowed",
    "input",
    object({ x: text }),
    object({ x: { type: "string", maxLength: 3 } }),
    ["input-narrowed"],
  ),
  member(
    "an input is widened",
    "input",
    object({ x: { type: "string", maxLength: 3 } }),
    object({ x: text }),
    [],
  ),
  member(
    "an input appears that is narrower than an update",
    "input",
    undefined,
    object({ x: text }, { required: ["x"] }),
    ["input-narrowed"],
  ),
  member("an input appears that is an update", "input", undefined, object({ x: text }), []),
  member(
    "an event gets a kind",
    "events",
    { oneOf: [object({ kind: { const: "a" } }, { required: ["kind"] })] },
    {
      oneOf: [
        object({ kind: { const: "a" } }, { required: ["kind"] }),
        object({ kind: { const: "b" } }, { required: ["kind"] }),
      ],
    },
    ["event-widened"],
  ),
  member("an event loses a kind", "events", { enum: ["a", "b"] }, { enum: ["a"] }, []),
  member("events are declared", "events", undefined, a, []),
  member("events are no longer declared", "events", a, undefined, ["event-widened"]),

  member(
    "an item is widened",
    "store",
    object({ users: a }),
    object({ users: object({ a: text, b: text }, closed) }),
    ["item-widened"],
  ),
  member(
    "an item is narrowed",
    "store",
    object({ users: a }),
    object({ users: object({ a: { type: "string", maxLength: 3 } }, closed) }),
    ["item-narrowed"],
  ),
  member("a namespace is gone", "store", object({ users: a, notes: a }), object({ users: a }), [
    "namespace-removed",
  ]),
  member("a namespace is new", "store", object({ users: a }), object({ users: a, notes: a }), []),
  member(
    "a placeholder has another name",
    "store",
    object({ "users/{id}/notes": a }),
    object({ "users/{user_id}/notes": a }),
    [],
  ),
  member("a namespace moves", "store", object({ "users/{id}": a }), object({ "people/{id}": a }), [
    "namespace-removed",
  ]),

  member(
    "an answer demands more",
    "interrupts",
    object({ q: ask(text, object({ ok: { type: "boolean" } })) }),
    object({ q: ask(text, object({ ok: { type: "boolean" } }, { required: ["ok"] })) }),
    ["resume-narrowed"],
  ),
  member(
    "an answer may be more",
    "interrupts",
    object({ q: ask(text, { enum: ["y"] }) }),
    object({ q: ask(text, { enum: ["y", "n"] }) }),
    ["resume-widened"],
  ),
  member(
    "a question's value is widened",
    "interrupts",
    object({ q: ask(whole, true as never) }),
    object({ q: ask({ type: "number" }, true as never) }),
    ["interrupt-widened"],
  ),
  member(
    "a question's value is narrowed",
    "interrupts",
    object({ q: ask({ type: "number" }, true as never) }),
    object({ q: ask(whole, true as never) }),
    ["open-interrupt-narrowed"],
  ),
  member(
    "a question is gone",
    "interrupts",
    object({ q: ask(text, text), r: ask(text, text) }),
    object({ q: ask(text, text) }),
    ["interrupt-removed"],
  ),
  member(
    "a question is new",
    "interrupts",
    object({ q: ask(text, text) }),
    object({ q: ask(text, text), r: ask(text, text) }),
    ["interrupt-added"],
  ),
  member("questions are declared", "interrupts", undefined, object({ q: ask(text, text) }), []),
  member(
    "a question has another name",
    "interrupts",
    object({ q: ask(text, text) }),
    object({ r: ask(text, text, { "x-renamed-from": "q" }) }),
    ["interrupt-renamed"],
  ),
  member(
    "a question has another name and a narrower answer",
    "interrupts",
    object({ q: ask(text, text) }),
    object({ r: ask(text, { enum: ["y"] }, { "x-renamed-from": "q" }) }),
    ["interrupt-renamed", "resume-narrowed"],
  ),

  member(
    "a tool's arguments are widened",
    "tools",
    object({ t: tool(a, text) }),
    object({ t: tool(object({ a: text, b: text }, closed), text) }),
    [],
  ),
  member(
    "a tool's arguments are narrowed",
    "tools",
    object({ t: tool(a, text) }),
    object({ t: tool(object({ a: text }, { required: ["a"], ...closed }), text) }),
    ["arguments-narrowed"],
  ),
  member(
    "a tool requires an argument with a default",
    "tools",
    object({ t: tool(a, text) }),
    object({ t: tool(object({ a: { type: "string", default: "" } }, { required: ["a"], ...closed }), text) }),
    [],
  ),
  member(
    "a tool's result is narrowed",
    "tools",
    object({ t: tool(a, text) }),
    object({ t: tool(a, { enum: ["x"] }) }),
    [],
  ),
  member(
    "a tool's result is widened",
    "tools",
    object({ t: tool(a, whole) }),
    object({ t: tool(a, { type: "number" }) }),
    ["result-widened"],
  ),
  member(
    "a tool is gone",
    "tools",
    object({ t: tool(a, text), u: tool(a, text) }),
    object({ t: tool(a, text) }),
    ["tool-removed"],
  ),
  member(
    "a tool is new",
    "tools",
    object({ t: tool(a, text) }),
    object({ t: tool(a, text), u: tool(a, text) }),
    [],
  ),
  member(
    "a tool has another name",
    "tools",
    object({ t: tool(a, text) }),
    object({ u: tool(a, text, { "x-renamed-from": "t" }) }),
    ["tool-renamed"],
  ),
  member(
    "a renamed tool that doesn't say so",
    "tools",
    object({ t: tool(a, text) }),
    object({ u: tool(a, text) }),
    ["tool-removed"],
  ),
  member(
    "a tool has another description",
    "tools",
    object({ t: tool(a, text) }),
    object({ t: tool(a, text, { description: "Another one." }) }),
    [],
  ),

  field("a field is narrowed", { type: "number" }, whole, ["field-narrowed", "update-narrowed"]),
  field("a field is widened", whole, { type: "number" }, ["field-widened"]),
  field(
    "a field gets another reducer",
    { type: "array", items: text, "x-reducer": "append" },
    { type: "array", items: text, "x-reducer": "union" },
    ["reducer-changed"],
  ),
  field("a field loses its reducer", { type: "integer", "x-reducer": "add" }, whole, ["reducer-changed"]),
  field("a field names the default reducer", text, { type: "string", "x-reducer": "replace" }, []),
  field("a field is no longer tracked", text, { type: "string", "x-channel": "untracked" }, [
    "channel-changed",
  ]),
  field("a field is tracked", { type: "string", "x-channel": "untracked" }, text, []),
  field(
    "an untracked field is narrowed",
    { type: "number", "x-channel": "untracked" },
    { type: "integer", "x-channel": "untracked" },
    ["update-narrowed"],
  ),
  field(
    "an update is narrowed",
    { type: "integer", "x-update": { type: ["integer", "null"] } },
    { type: "integer", "x-update": whole },
    ["update-narrowed"],
  ),
  field(
    "an update is widened",
    { type: "integer", "x-update": whole },
    { type: "integer", "x-update": { type: ["integer", "null"] } },
    [],
  ),
  field(
    "a field starts with another default",
    { type: "integer", default: 0 },
    { type: "integer", default: 1 },
    ["initial-value-changed"],
  ),
  field("a field gets a default", text, { type: "string", default: "" }, []),
  field("a field has other words", text, { type: "string", description: "Words." }, []),
  field(
    "what is merged is partial",
    { ...object({ a: text, b: whole }, { required: ["a"] }), "x-reducer": "merge" },
    { ...object({ a: text, b: whole }, { required: ["a", "b"] }), "x-reducer": "merge" },
    [],
  ),
  field(
    "what is merged is narrowed",
    { ...object({ a: { type: "number" } }), "x-reducer": "merge" },
    { ...object({ a: whole }), "x-reducer": "merge" },
    ["field-narrowed", "update-narrowed"],
  ),
  field(
    "an item of an appended list is narrowed",
    { type: "array", items: { type: "number" }, "x-reducer": "append" },
    { type: "array", items: whole, "x-reducer": "append" },
    ["field-narrowed", "update-narrowed"],
  ),
  {
    name: "a field is added",
    old: { ...state({ x: text }), output: a },
    new: { ...state({ x: text, y: text }), output: a },
    breaks: [],
  },
  {
    name: "a field is removed",
    old: { ...state({ x: text, y: text }), output: a },
    new: { ...state({ x: text }), output: a },
    breaks: ["field-removed"],
  },
  {
    name: "a required field is added",
    old: { ...state({ x: text }), output: a },
    new: { ...state({ x: text, y: text }, { required: ["y"] }), output: a },
    breaks: ["field-required"],
  },
  {
    name: "a required field with a default is added",
    old: { ...state({ x: text }), output: a },
    new: { ...state({ x: text, y: { type: "string", default: "" } }, { required: ["y"] }), output: a },
    breaks: [],
  },
  {
    name: "a required field with a neutral element is added",
    old: { ...state({ x: text }), output: a },
    new: {
      ...state({ x: text, y: { type: "array", "x-reducer": "append" } }, { required: ["y"] }),
      output: a,
    },
    breaks: [],
  },
  {
    name: "a field is required",
    old: { ...state({ x: text }), output: a },
    new: { ...state({ x: text }, { required: ["x"] }), output: a },
    breaks: ["field-required"],
  },
  {
    name: "a field has another name",
    old: { ...state({ x: text }), output: a },
    new: { ...state({ y: { type: "string", "x-renamed-from": "x" } }), output: a },
    breaks: ["field-renamed"],
  },
  {
    name: "a field has another name and is narrowed",
    old: { ...state({ x: { type: "number" } }), output: a },
    new: { ...state({ y: { type: "integer", "x-renamed-from": "x" } }), output: a },
    breaks: ["field-narrowed", "field-renamed", "update-narrowed"],
  },
  {
    name: "without an output, the state is what runs end with",
    old: state({ x: text }, { required: ["x"], ...closed }),
    new: state({ x: text, y: text }, { required: ["x"], ...closed }),
    breaks: ["output-widened"],
  },
  {
    name: "a secret is narrowed",
    old: {
      ...state({ x: text }),
      context: object({ key: { type: "string", writeOnly: true, enum: ["s3cret", "other"] } }),
    },
    new: {
      ...state({ x: text }),
      context: object({ key: { type: "string", writeOnly: true, enum: ["other"] } }),
    },
    breaks: ["context-narrowed"],
  },
];
