import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

/** Runs the example as its README does, but on the sources. */
async function greet(...args: string[]): Promise<string> {
  const options = ["--conditions=@graphwright/source", "--import", "tsx"];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...options,
    "examples/greeting.ts",
    ...args,
  ]);
  return stdout.trim();
}

describe("the greeting example", () => {
  it("greets a user that its store knows by name", async () => {
    expect(await greet()).toBe("{ response: 'Hello Alice! Nice to see you again.' }");
  });

  it("greets a user that it does not know, too", async () => {
    expect(await greet("user_456")).toBe("{ response: 'Hello unknown_user! Nice to see you again.' }");
  });

  it("refuses a user without a name before it starts, and says why", async () => {
    const failure = greet("");
    await expect(failure).rejects.toThrow('ContractError: Graph "greeting" refused the context:');
    await expect(failure).rejects.toThrow("- /user_id must have at least 1 character");
  });
});
