import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as peer from "@hyperjump/json-schema-formats";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { generate } from "../../codegen/index.js";
import { formatCheck, KNOWN_FORMATS } from "../../codegen/schema/formats.js";
import * as validation from "../../src/schema/validation/index.js";
import { fc } from "../support/fast-check.js";
import { folder } from "../support/folder.js";

const checks: { readonly [name: string]: unknown } = { ...validation };

/** Whether a string is in a format. */
function fits(format: string, text: string): boolean {
  const check = formatCheck("string", format);
  if (check === undefined) throw new Error(`${format} is not checked`);
  return (checks[check] as (text: string) => boolean)(text);
}

describe("a string is judged by the format's own standard", () => {
  const moment = "2020-06-15T12:30:59";
  it.each<[format: string, valid: readonly string[], invalid: readonly string[]]>([
    [
      "date-time",
      [`${moment}Z`, `${moment}.${"9".repeat(40)}z`, "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00"],
      [`${moment}+01`, `${moment}+0100`, `${moment}`, "2020-06-15 12:30:59Z", "2016-12-31T24:59:60+01:00"],
    ],
    [
      "date-time",
      ["2016-12-31T15:59:60-08:00"],
      ["2016-12-30T23:59:60Z", "2016-12-31T22:59:60Z", `${moment}Z\n`],
    ],
    [
      "time",
      ["12:30:59Z", "23:59:60Z", "01:29:60+01:30"],
      ["12:30:59", "23:59:60+01:00", "24:00:00Z", "12:30:59+24:00"],
    ],
    [
      "date",
      ["2020-02-29", "0001-01-01"],
      ["2021-02-29", "2020-13-01", "2020-04-31", "20200101", "২020-01-01"],
    ],
    ["iso-time", ["12:30:59", "12:30:59+0100", "12:30:59+01"], ["12:30", "24:00:00"]],
    [
      "iso-date-time",
      ["2020-01-01 00:00:00", "2020-01-01T00:00:00+01"],
      ["2020-01-01", "2020-01-01x00:00:00"],
    ],
    ["duration", ["P1Y2M3DT4H5M6S", "P2W", "PT0S"], ["P", "P1DT", "P1Y2D", "PT1H2S", "P1Y2W", "PT0.5S"]],
    [
      "email",
      ['"joe bloggs"@example.com', "joe@[127.0.0.1]", "joe@[IPv6:::1]", "x@localhost"],
      [
        "joe@",
        ".a@b",
        "a..b@c",
        "joe@[127.0.0.300]",
        "joe@[x400:abc]",
        "a@-b",
        "é@example.com",
        "joe@[IPv6:1]",
      ],
    ],
    [
      "idn-email",
      ["δοκιμή@example.com", "실례@실례.테스트", "user@cafe\u0301.com", '"a b"@b'],
      ["2962", "user＠example.com", "a@\u302e실례", "\ud800@example.com", "a@b..c"],
    ],
    [
      "hostname",
      ["a--b.com", "xn--9n2bp8q.xn--9t4b11yi5a", "1host"],
      ["example.", "xn--X", "xn--hello-zed", "a_b", "ö"],
    ],
    [
      "idn-hostname",
      ["실례.테스트", "BÜCHER.example", "l·l", "\u0628\u064a\u200c\u0628\u064a", "a。b", "אב"],
      [
        "a·l",
        "0a.א",
        "aא",
        "\u0628\u200cx",
        "xn--7a",
        `${"ü".repeat(60)}`,
        "a..b",
        "ab--cd",
        "\ud800",
        "a b",
      ],
    ],
    ["ipv4", ["127.0.0.1"], ["127.0.0.01", "256.0.0.1", "1.1.1"]],
    [
      "ipv6",
      ["::1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"],
      ["::ffff:01.2.3.4", "1::2::3", ":1", "12345::", "::1%eth0"],
    ],
    [
      "uri",
      [
        "http://example.com:80/path",
        "a:",
        "urn:x:y",
        "http://[v1.fe]/",
        "http://999.1.1.1/",
        "http://example.com:",
      ],
      [
        "http://example.com:abc/",
        "http://a@b@c/",
        "http:/[::1]",
        "http://[::ffff:01.2.3.4]",
        "//a",
        "a b:",
        "a:%f",
      ],
    ],
    ["uri-reference", ["", "//a", "../x?y#z", "a:b"], ["\\\\a", "1a:b", "a|b", "#a#b", ":a"]],
    [
      "iri",
      ["http://[V1.fe]", "http://ƒøø.ßår/?∂=π#ü", "http://a/?\u{f0000}"],
      ["âππ", "http://a/\u{f0000}", "a:\ud800"],
    ],
    ["iri-reference", ["âππ", "#ƒrägmênt"], ["#ƒräg\\mênt"]],
    ["uri-template", ["http://a/{b,c*}{?d:3}", "é"], ["{", "{a", "{a:10000}", "{ }", "a b", "{$a}"]],
    [
      "url",
      ["https://example.com/x", "http://localhost:3000", "http://[::1]/"],
      ["/x", "mailto:a@b", "http://", "http:///x"],
    ],
    [
      "uuid",
      ["2EB8AA08-aa98-11ea-b4aa-73b441d16380"],
      ["urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08"],
    ],
    ["json-pointer", ["", "/a~0b/~1/"], ["a", "/~", "/~2", "#/a"]],
    ["json-pointer-uri-fragment", ["#", "#/a%20b/~1"], ["", "/a", "#/~2", "#/a b"]],
    ["relative-json-pointer", ["0", "1/a", "0#", "2+1/a"], ["", "/a", "01", "-1", "0##"]],
    [
      "regex",
      ["^\\p{L}$", "[\\w-.]\\-", "(?<a>x)\\k<a>"],
      ["(", "\\a", "\\Aabc\\Z", "(?i)a", "(?P<n>x)", "a++"],
    ],
    ["byte", ["", "YWJj", "YWI="], ["YWJ", "YW=J", "!\n", "YWJj\n"]],
  ])("%s", (format, valid, invalid) => {
    expect(valid.filter((text) => !fits(format, text))).toEqual([]);
    expect(invalid.filter((text) => fits(format, text))).toEqual([]);
  });

  it("and a number by its range", () => {
    expect([validation.isInt32(2 ** 31 - 1), validation.isInt32(-(2 ** 31))]).toEqual([true, true]);
    expect([validation.isInt32(2 ** 31), validation.isInt32(0.5)]).toEqual([false, false]);
    expect([validation.isInt64(2 ** 62), validation.isInt64(2 ** 63), validation.isInt64(0.5)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

const suite = process.env.JSON_SCHEMA_TEST_SUITE ?? "../shared/json-schema-test-suite";

it.skipIf(!existsSync(suite))("no optional case of the official suite is judged otherwise", () => {
  let cases = 0;
  const wrong: string[] = [];
  for (const dialect of readdirSync(join(suite, "tests"))) {
    const place = join(suite, "tests", dialect, "optional/format");
    for (const file of readdirSync(place)) {
      for (const { schema, tests } of JSON.parse(readFileSync(join(place, file), "utf8"))) {
        for (const { data, valid, description } of tests) {
          cases += 1;
          const isChecked = typeof data === "string" && KNOWN_FORMATS.has(schema.format);
          if ((!isChecked || fits(schema.format, data)) !== valid)
            wrong.push(`${dialect}/${file}: ${description}`);
        }
      }
    }
  }
  expect(cases).toBeGreaterThan(2700);
  expect(wrong).toEqual([]);
});

/** What another implementation says, where it says anything: it throws on what it does not know, and prints. */
const PEERS: { readonly [format: string]: (text: string) => boolean } = {
  date: peer.isDate,
  duration: peer.isDuration,
  email: peer.isEmail,
  ipv4: peer.isIPv4,
  ipv6: peer.isIPv6,
  uri: peer.isUri,
  "uri-reference": peer.isUriReference,
  iri: peer.isIri,
  "iri-reference": peer.isIriReference,
  "uri-template": peer.isUriTemplate,
  uuid: peer.isUuid,
  "json-pointer": peer.isJsonPointer,
  "relative-json-pointer": peer.isRelativeJsonPointer,
};

it.each(Object.keys(PEERS))("the format %s is judged as another implementation judges it", (format) => {
  const alphabet = [
    "a",
    "1",
    "f",
    "ü",
    "\u{1f600}",
    ..."/:?#[]@!$%&'()*+,;=-._~{}|^\"<> \\PYMDTHSWv0259",
    "%20",
    "::",
    "//",
  ];
  const starts = [
    "",
    "http://a",
    "a@b",
    "1::2",
    "2020-02-28",
    "P1YT",
    "/a",
    "0",
    "{a}",
    "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
  ];
  const text = fc
    .tuple(fc.constantFrom(...starts), fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }), fc.nat(40))
    .map(([start, parts, at]) => start.slice(0, at) + parts.join("") + start.slice(at));
  fc.assert(
    fc.property(text, (each) => {
      let expected: boolean | undefined;
      try {
        expected = PEERS[format]?.(each);
      } catch {
        return;
      }
      expect([each, fits(format, each)]).toEqual([each, expected]);
    }),
    { numRuns: 3000 },
  );
});

it("no check takes more than time in proportion to a hostile string", () => {
  const units = [
    "a",
    "é",
    "1",
    ".",
    "-",
    ":",
    "/",
    "@",
    "%20",
    "{a}",
    "~0",
    "a.",
    "a-",
    '"',
    "\\",
    "xn--",
    "1:",
    "\u0628\u200c",
    "P1D",
  ];
  const start = process.cpuUsage();
  for (const format of KNOWN_FORMATS) {
    if (formatCheck("string", format) === undefined) continue;
    for (const prefix of ["", "http://", "a@", '"', "#/", "P", "{"]) {
      for (const unit of units) fits(format, `${prefix}${unit.repeat(20_000)}\u0000`);
    }
  }
  const { user } = process.cpuUsage(start);
  expect(user / 1e6).toBeLessThan(30);
});

// What is published is itself a bundle, out of which the bundler of a client has to leave the rest.
it.each(["src/schema/validation/index.ts", "dist/src/schema/validation/index.js"])(
  "a bundle of %s holds the formats that its schemas use, and no other",
  async (path) => {
    const root = folder({
      "schemas/plain/state.schema.json": {
        type: "object",
        properties: { id: { type: "string", format: "uuid" } },
      },
      "schemas/names/state.schema.json": {
        type: "object",
        properties: { host: { type: "string", format: "idn-hostname" } },
      },
    });
    await generate({ cwd: root });
    const bundled = async (contract: string): Promise<string> => {
      const { outputFiles } = await build({
        entryPoints: [join(root, "generated", contract, "validators.ts")],
        bundle: true,
        write: false,
        minify: true,
        format: "esm",
        alias: { "graphwright/validation": resolve(path) },
      });
      return outputFiles[0]?.text ?? "";
    };
    const plain = await bundled("plain");
    expect(plain).toContain("[0-9a-f]{8}");
    expect(plain).not.toMatch(/25\[0-5\]|punycode|overflow|u0620|\\d\{4\}|xn--/);
    expect(plain.length).toBeLessThan(2500);
    expect(await bundled("names")).toMatch(/xn--/);
  },
);
