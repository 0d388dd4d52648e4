package graph

// RelatedScopes are those of types that other objects refer to.
var RelatedScopes = relatedScopes

// IsPriced reports whether the cost of an operation knows how long the list is that a field
// of a type has.
func IsPriced(typeName, field string) bool { return lists[typeName+"."+field] > 0 }

// Priced are the lists that it knows, as Type.field.
func Priced() map[string]int { return lists }
