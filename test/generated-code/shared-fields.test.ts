import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  validateSupportAgentOverwrite,
  validateSupportAgentState,
  validateSupportAgentUpdate,
} from "../../generated/support-agent/validators.js";

const text = readFileSync(new URL("../../generated/support-agent/validators.ts", import.meta.url), "utf8");
const ticket = { id: "T-1", subject: "Broken" };

describe("the validators of a state, its updates and what replaces fields", () => {
  it("check the fields that they have in common by one function", () => {
    for (const check of ["intent/enum", "refund/anyOf", "tool_calls/minimum", "risk/maximum", "draft/type"]) {
      expect(text.split(`place+"/properties/${check}"`)).toHaveLength(2);
    }
  });

  it.each([
    ["ticket", { ...ticket, id: 1 }],
    ["intent", "chat"],
    ["refund", { kind: "refund" }],
    ["actions", [{ kind: "reply", text: "" }]],
    ["sources", ["no uri"]],
    ["facts", { topic: null }],
    ["tool_calls", -1],
    ["risk", 2],
    ["draft", 5],
  ])("refuse the same %s for the same reasons", (field, wrong) => {
    const value = { ticket, [field]: wrong };
    const [first, ...others] = [
      validateSupportAgentState,
      validateSupportAgentUpdate,
      validateSupportAgentOverwrite,
    ].map((validate) => {
      expect(validate(value)).toBe(false);
      return validate.errors;
    });
    expect(first?.every(({ instancePath }) => instancePath.startsWith(`/${field}`))).toBe(true);
    for (const errors of others) expect(errors).toEqual(first);
  });

  it("differ where a field is updated with something else than it holds", () => {
    const message = { ticket, messages: "hello" };
    expect(validateSupportAgentUpdate(message)).toBe(true);
    expect(validateSupportAgentState(message)).toBe(false);
    expect(validateSupportAgentOverwrite(message)).toBe(false);
  });

  it("differ where only a state must be complete", () => {
    expect(validateSupportAgentState({})).toBe(false);
    expect(validateSupportAgentUpdate({})).toBe(true);
    expect(validateSupportAgentOverwrite({})).toBe(true);
  });
});
