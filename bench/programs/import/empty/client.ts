import "graphwright/client";
import "./schemas.js";
import "./validators.js";
