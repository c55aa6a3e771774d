/** The formats that are checked, by the type of the values and their name, each with what checks it in `graphwright/validation`. */
const CHECKS = {
  string: {
    date: "isDate",
    time: "isTime",
    "date-time": "isDateTime",
    duration: "isDuration",
    "iso-time": "isIsoTime",
    "iso-date-time": "isIsoDateTime",
    email: "isEmail",
    "idn-email": "isIdnEmail",
    hostname: "isHostname",
    "idn-hostname": "isIdnHostname",
    ipv4: "isIpv4",
    ipv6: "isIpv6",
    uri: "isUri",
    "uri-reference": "isUriReference",
    iri: "isIri",
    "iri-reference": "isIriReference",
    "uri-template": "isUriTemplate",
    url: "isUrl",
    uuid: "isUuid",
    "json-pointer": "isJsonPointer",
    "json-pointer-uri-fragment": "isJsonPointerUriFragment",
    "relative-json-pointer": "isRelativeJsonPointer",
    regex: "isRegex",
    byte: "isByte",
  },
  number: { int32: "isInt32", int64: "isInt64" },
} as const;

type Checks = typeof CHECKS;

/** The name of a check. */
export type FormatCheck = Checks["string"][keyof Checks["string"]] | Checks["number"][keyof Checks["number"]];

const BY_TYPE: { readonly [type in keyof Checks]: ReadonlyMap<string, FormatCheck> } = {
  string: new Map(Object.entries(CHECKS.string)),
  number: new Map(Object.entries(CHECKS.number)),
};

/** What checks values of a type for a format; undefined where nothing does. */
export function formatCheck(type: keyof Checks, format: string | undefined): FormatCheck | undefined {
  return format === undefined ? undefined : BY_TYPE[type].get(format);
}

/** The formats that are known: those that are checked, and those that are only for people or that every JSON number has. */
export const KNOWN_FORMATS: ReadonlySet<string> = new Set([
  ...BY_TYPE.string.keys(),
  ...BY_TYPE.number.keys(),
  ...["float", "double", "password", "binary"],
]);
