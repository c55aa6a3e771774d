/*
 * Characters that a reader doesn't see, or that make code look like other code: control characters, what turns the direction of text around,
 * zero-width characters and tags. Joiners stay: Persian, Hindi and many emoji need them.
 */
const INVISIBLE = String.raw`\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e007f}`;
const HIDDEN = new RegExp(`[${INVISIBLE}]`, "gu");
const HIDDEN_OR_CONTROL = new RegExp(String.raw`[\u0000-\u0008\u000a-\u001f${INVISIBLE}]`, "gu");

/**
 * Each hidden character as an escape sequence. For text whose control characters are escape sequences already and whose hidden characters stand in
 * string literals only: there, the escape sequence means the character.
 */
export function escapeHidden(text: string): string {
  return text.replaceAll(HIDDEN, (character) => unitsOf(character));
}

/** Each hidden character and each control character but the tabulator spelt out, for a text that people read. */
export function spellHidden(text: string): string {
  return text.replaceAll(HIDDEN_OR_CONTROL, (character) => unitsOf(character));
}

/** Whether a text has a character that is hidden, or a control character other than white space. */
export function hasHidden(text: string): boolean {
  return spellHidden(text.replaceAll(/[\t\n\r]/g, " ")) !== text.replaceAll(/[\t\n\r]/g, " ");
}

/** `\u202e`, twice for a character that takes two UTF-16 units: JSON knows no other escape sequence. */
function unitsOf(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, "0");
    return String.raw`\u${unit}`;
  }).join("");
}
