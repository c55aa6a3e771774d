// The files of a generated module, with what they import and nothing else.
import "graphwright";
import "./client.js";
