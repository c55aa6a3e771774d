/** How documents are written: `json` and `yaml` have one in a file, `jsonl` one a line. */
export const DOCUMENT_FORMATS = ["json", "yaml", "jsonl"] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];
