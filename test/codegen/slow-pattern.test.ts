import { describe, expect, it } from "vitest";
import { takesExponentialTime } from "../../codegen/lint/slow-pattern/takes-exponential-time.js";

describe("a pattern that can take exponential time", () => {
  it.each([
    "^(a+)+$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "^(a|a?)+$",
    "(a*)*b",
    "(x+x+)+y",
    "^((ab)*)+$",
    "^(\\w+\\s?)*$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}[a-z]{2,3}$",
    '^(?:[^"\\\\]|\\\\.|[^"])*"$',
    "^(https?://)?([\\da-z.-]+)\\.([a-z.]{2,6})([/\\w .-]*)*/?$",
    "^[a-z]+(\\.[a-z]+|[a-z.]+)*$",
    "^(0|[1-9]\\d*|\\d+)*$",
    "^(a+){2,}$",
    "^(.*a){12}$",
    "^([a-z]{2,3},?)+$",
    "^(?=(a+)+$)b",
    "^(\\p{L}+)+$",
    "^(?:(?:a{1,3}){1,3}b?)+$",
  ])("%s is found", (pattern) => {
    expect(takesExponentialTime(pattern, "u")).toBe(true);
  });

  it.each([
    "^[a-z]+$",
    "^(a|b)*$",
    "^(?:[a-z]+\\.)+[a-z]+$",
    "^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*$",
    "^(\\w+-)+\\w+$",
    "^\\w+(\\s\\w+)*$",
    "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
    "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$",
    "^(/[^/]+)*$",
    '^(?:[^"\\\\]|\\\\.)*$',
    "^(\\d{4}-|\\d{8}-)*$",
    "^([A-Z][a-z]*)+$",
    "^(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}$",
    "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*))*))?$",
    // Nothing makes these fail.
    "^(.|\\s)*$",
    "^([^,]*,?)*$",
    "(a+)+",
    "^(\\w+\\s?)+",
  ])("%s is none", (pattern) => {
    expect(takesExponentialTime(pattern, "u")).toBe(false);
  });

  it("is what the engine takes long for", () => {
    const time = (pattern: RegExp, length: number): number => {
      const { user: before } = process.cpuUsage();
      for (let round = 0; round < 20; round++) pattern.test(`${"a".repeat(length)}!`);
      return process.cpuUsage().user - before;
    };
    const slow = /^([a-z]{2,3},?)+$/u;
    expect(time(slow, 50)).toBeGreaterThan(10 * time(slow, 20));
  });

  it("is looked for in bounded time", () => {
    const { user: before } = process.cpuUsage();
    for (const pattern of [
      `^(${"(a|b|ab)?".repeat(60)})*$`,
      `^(${Array.from({ length: 5000 }, (_, index) => `k${index}`).join("|")})+$`,
      `${"(".repeat(500)}a+${")+".repeat(500)}$`,
      "^((a{0,1000}){0,1000}){0,1000}$",
      `^([a-z]{1,60}[0-9]{1,60})*$`,
      `^(${"x".repeat(46_000)}|y+)*$`,
    ]) {
      takesExponentialTime(pattern, "u");
    }
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(10);
  });
});
