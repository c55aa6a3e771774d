export { type AnyContract, contractApp, type GraphOrContract } from "./contract-app.js";
