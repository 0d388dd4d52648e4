package web

// What the tests need of the inside: a playground whose build they choose.
var (
	ServePlayground = playground
	Negotiate       = negotiate
)
