package gate

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/ratelimit"
)

func (g *Gate) addressSubject(r *http.Request, kind ratelimit.Kind) string {
	return string(kind) + ":" + g.address(r).String()
}

// address is the client's: the peer's, unless that is a trusted proxy; then the
// last one in X-Forwarded-For that is not. An IPv6 client has 2^64 addresses, so
// only its network counts.
func (g *Gate) address(r *http.Request) netip.Prefix {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Prefix{}
	}
	client := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !g.trusts(client) {
			break
		}
		before, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		client = before.Unmap()
	}
	bits := 32
	if client.Is6() {
		bits = 64
	}
	network, err := client.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return network
}

func (g *Gate) trusts(address netip.Addr) bool {
	return slices.ContainsFunc(g.Trusted, func(p netip.Prefix) bool { return p.Contains(address) })
}
