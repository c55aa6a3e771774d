import "graphwright/validation";
