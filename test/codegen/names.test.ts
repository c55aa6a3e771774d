import { describe, expect, it } from "vitest";
import { camelCase, isGlobalName, pascalCase, typeNameOf } from "../../codegen/print/identifiers.js";
import { fc } from "../support/fast-check.js";

describe("pascalCase", () => {
  it.each([
    ["support-agent", "SupportAgent"],
    ["support_agent", "SupportAgent"],
    ["supportAgent", "SupportAgent"],
    ["io.k8s.api.Pod", "IoK8sApiPod"],
    ["Page[User]", "PageUser"],
    ["HTTPClient", "HTTPClient"],
    ["HTTP_ERROR", "HttpError"],
    ["USA", "USA"],
    ["2fast", "_2fast"],
    ["naïve", "Naïve"],
    ["用户", "用户"],
    ["100%", "_100Percent"],
    ["", "Unnamed"],
    ["--", "Unnamed"],
  ])("makes %j into %s", (text, name) => {
    expect(pascalCase(text)).toBe(name);
  });

  it("gives an identifier for every text there is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(pascalCase(text)).toMatch(/^[\p{ID_Start}_]\p{ID_Continue}*$/u);
        expect(typeNameOf(text)).toMatch(/^[\p{ID_Start}_]\p{ID_Continue}*$/u);
      }),
    );
  });
});

describe("camelCase", () => {
  it("starts small", () => {
    expect(camelCase("support-agent")).toBe("supportAgent");
  });
});

describe("typeNameOf", () => {
  it("keeps the name of a key that is made of words", () => {
    expect(typeNameOf("Ticket")).toBe("Ticket");
    expect(typeNameOf("ticket-status")).toBe("TicketStatus");
  });

  it("reads out what is no word, and adds a hash so that no other key gets the name", () => {
    expect(typeNameOf('foo"bar')).toMatch(/^FooQuoteBar_[0-9a-f]{6}$/);
    expect(typeNameOf("%")).toMatch(/^Percent_[0-9a-f]{6}$/);
    expect(typeNameOf("")).toMatch(/^Unnamed_[0-9a-f]{6}$/);
    expect(new Set(["%", "% ", '"', "'", "", "-", "__proto__", "\n"].map(typeNameOf)).size).toBe(8);
  });
});

describe("isGlobalName", () => {
  it("knows the names that generated code relies on, and leaves the others to the user", () => {
    expect(["Record", "Array", "Object", "String"].every(isGlobalName)).toBe(true);
    expect(["Event", "Error", "Request", "User"].some(isGlobalName)).toBe(false);
  });
});
