// What a web client takes of a contract: the schema of one member.
export { ClaimState } from "../../../generated/claim/client.js";
