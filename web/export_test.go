package web

// What the tests need of the inside: pages whose build they choose.
var (
	ServePlayground = playground.serve
	ServeDocs       = docs.serve
	ServeApp        = app.serve
	Negotiate       = negotiate
)
