// The program of docs/client.md that checks a form.
// #region schema
import { SupportAgentContext } from "../../generated/support-agent/client.js";

const form = { user: { id: "u-1", name: "Alice", plan: "team" }, credentials: { api_key: "short" } };
const checked = SupportAgentContext.safeParse(form);
console.log(checked.success ? [] : checked.issues.map(({ message }) => message));
//> [ '/credentials/api_key must have at least 16 characters' ]
// #endregion
