package webhook_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/webhook"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// listen serves on loopback and counts the connections that reach it.
func listen(t *testing.T, handler http.HandlerFunc) (server *httptest.Server, connections *atomic.Int64) {
	t.Helper()
	connections = new(atomic.Int64)
	server = httptest.NewUnstartedServer(handler)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	return server, connections
}

func port(t *testing.T, server *httptest.Server) string {
	t.Helper()
	_, number, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// names is a resolver that answers every name with one address, from a real socket.
func names(t *testing.T, address string) *net.Resolver {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	go func() {
		question := make([]byte, 512)
		for {
			n, from, err := socket.ReadFrom(question)
			if err != nil {
				return
			}
			_, _ = socket.WriteTo(reply(question[:n], netip.MustParseAddr(address)), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", socket.LocalAddr().String())
	}}
}

// reply answers a DNS question of the address's type with the address, and any other
// with nothing. The format is of RFC 1035, section 4.
func reply(question []byte, address netip.Addr) []byte {
	end := 12
	for question[end] != 0 { // the labels of the name
		end += int(question[end]) + 1
	}
	end += 5
	kind, data := byte(1), address.AsSlice()
	if address.Is6() {
		kind = 28
	}
	message := append([]byte{question[0], question[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, question[12:end]...)
	if question[end-3] == kind {
		message[7] = 1
		message = append(message, 0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 0, 0, byte(len(data)))
		message = append(message, data...)
	}
	return message
}

func TestNoRequestReachesAnAddressThatIsNotPublic(t *testing.T) {
	server, connections := listen(t, func(http.ResponseWriter, *http.Request) {})
	number := port(t, server)
	for name, host := range map[string]string{
		"as it is": "127.0.0.1", "another of the network": "127.1.2.3", "short": "127.1", "decimal": "2130706433", "octal": "0177.0.0.1",
		"octal in one": "017700000001", "hexadecimal": "0x7f.0.0.1", "hexadecimal in one": "0x7f000001", "by name": "localhost", "by name with a dot": "localhost.",
		"below localhost": "a.localhost", "zero": "0.0.0.0", "zero in one": "0", "IPv6": "[::1]", "IPv6, in full": "[0:0:0:0:0:0:0:1]", "IPv6 zero": "[::]",
		"mapped": "[::ffff:127.0.0.1]", "mapped in hexadecimal": "[::ffff:7f00:1]", "compatible": "[::127.0.0.1]", "NAT64": "[64:ff9b::7f00:1]",
		"NAT64 of a network": "[64:ff9b:1::7f00:1]", "6to4": "[2002:7f00:1::]", "Teredo": "[2001:0:7f00:1::]", "private": "10.0.0.1", "private too": "172.31.255.255",
		"private as well": "192.168.1.1", "CGNAT": "100.64.0.1", "metadata": "169.254.169.254", "metadata of IPv6": "[fd00:ec2::254]", "link-local": "[fe80::1]",
		"multicast": "224.0.0.1", "broadcast": "255.255.255.255", "reserved": "240.0.0.1", "measurements": "198.18.0.1", "unassigned": "[4000::1]", "site-local": "[fec0::1]",
	} {
		t.Run(name, func(t *testing.T) {
			client := webhook.NewClient(nil)
			to := "http://" + host + ":" + number
			if err := client.CheckURL("url", to); err == nil {
				t.Error("an endpoint can be made of it")
			}
			client.Resolve(names(t, "127.0.0.1")) // whatever is taken for a name
			answer, err := client.Post(t.Context(), to, nil, nil)
			if err == nil || !strings.Contains(err.Error(), "not public") && !strings.Contains(err.Error(), "no host") {
				t.Errorf("answered %d, %v", answer.Status, err)
			}
		})
	}
	if n := connections.Load(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
}

func TestWhereANameLeadsIsSeenWhenItIsDialled(t *testing.T) {
	server, connections := listen(t, func(http.ResponseWriter, *http.Request) {})
	to := "http://hooks.example.com:" + port(t, server)
	for _, address := range []string{"127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fd00:ec2::254"} {
		t.Run(address, func(t *testing.T) {
			client := webhook.NewClient(nil)
			client.Resolve(names(t, address))
			if err := client.CheckURL("url", to); err != nil {
				t.Error("the name is refused:", err)
			}
			if answer, err := client.Post(t.Context(), to, nil, nil); err == nil || !strings.Contains(err.Error(), "not public") {
				t.Errorf("answered %d, %v", answer.Status, err)
			}
		})
	}
	if n := connections.Load(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
	// Rebinding: the same name, and another answer than when it was last asked.
	client := webhook.NewClient(loopback)
	client.Resolve(names(t, "127.0.0.1"))
	if answer, err := client.Post(t.Context(), to, nil, nil); err != nil || answer.Status != http.StatusOK {
		t.Errorf("an allowed address answered %d, %v", answer.Status, err)
	}
	client.Resolve(names(t, "10.0.0.7"))
	server.CloseClientConnections()
	if answer, err := client.Post(t.Context(), to, nil, nil); err == nil {
		t.Errorf("after it moved, it answered %d", answer.Status)
	}
}

func TestPublicAddressesAreNotRefused(t *testing.T) {
	client := webhook.NewClient(nil)
	for _, host := range []string{"198.41.0.4", "8.8.8.8", "[2606:4700:4700::1111]", "hooks.example.com", "hooks.example.com.", "xn--bcher-kva.example", "7up.com", "1.e100.net"} {
		if err := client.CheckURL("url", "https://"+host+"/x?y=z"); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestURLsThatAreRefused(t *testing.T) {
	client := webhook.NewClient(loopback)
	for name, tt := range map[string]struct{ url, says string }{
		"empty":                {"", "not one such as"},
		"a word":               {"hooks", "not one such as"},
		"no scheme":            {"hooks.example.com/x", "not one such as"},
		"no host":              {"https:///x", "not one such as"},
		"only a port":          {"https://:443/x", "not one such as"},
		"a file":               {"file:///etc/passwd", "not one such as"},
		"another scheme":       {"gopher://example.com/", "https:// or http://"},
		"a scheme in disguise": {"javascript:alert(1)", "not one such as"},
		"a password":           {"https://u:p@example.com/", "credentials"},
		"a user":               {"https://u@example.com/", "credentials"},
		"a fragment":           {"https://example.com/#x", "after #"},
		"a space":              {"https://example.com/a b", "character"},
		"a line":               {"https://example.com/\r\nHost: x", "character"},
		"other letters":        {"https://bücher.example/", "xn--"},
		"digits that are not":  {"https://①②⑦.0.0.1/", "xn--"},
		"too long":             {"https://example.com/" + strings.Repeat("x", 1981), "2000"},
		"a port too high":      {"https://example.com:65536/", "65535"},
		"a port of no number":  {"https://example.com:x/", "not one such as"},
		"no port":              {"https://example.com:/", "missing"},
		"escaped":              {"https://%31%32%37.0.0.1/", "not one such as"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := client.CheckURL("url", tt.url); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("it says %v, want %q in it", err, tt.says)
			}
		})
	}
	if err := client.CheckURL("url", "https://example.com/"+strings.Repeat("x", 1980)); err != nil {
		t.Error("2,000 characters are refused:", err)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	private, connections := listen(t, func(http.ResponseWriter, *http.Request) {})
	server, _ := listen(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, private.URL, http.StatusTemporaryRedirect)
	})
	answer, err := webhook.NewClient(loopback).Post(t.Context(), server.URL, nil, []byte("x"))
	if err != nil || answer.Status != http.StatusTemporaryRedirect || answer.OK() || connections.Load() > 0 {
		t.Errorf("answered %d, %v; %d connections to where it leads", answer.Status, err, connections.Load())
	}
}

func TestAProxyOfTheEnvironmentIsNotUsed(t *testing.T) {
	proxy, connections := listen(t, func(http.ResponseWriter, *http.Request) {})
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	client := webhook.NewClient(loopback)
	client.Resolve(names(t, "10.0.0.7"))
	if answer, err := client.Post(t.Context(), "http://hooks.example.com/", nil, nil); err == nil || connections.Load() > 0 {
		t.Errorf("answered %d, %v", answer.Status, err)
	}
}

func TestAReceiverThatNeverAnswers(t *testing.T) {
	gone := make(chan struct{})
	server, _ := listen(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // or the server does not see that the client leaves
		<-r.Context().Done()
		close(gone)
	})
	client := webhook.NewClient(loopback)
	client.Within(50 * time.Millisecond)
	if answer, err := client.Post(t.Context(), server.URL, nil, []byte("x")); err == nil || !strings.Contains(err.Error(), "no answer within") {
		t.Errorf("answered %d, %v", answer.Status, err)
	}
	<-gone
}

func TestAReceiverThatStreamsForEver(t *testing.T) {
	for name, pace := range map[string]func(r *http.Request) bool{
		"fast": func(r *http.Request) bool { return r.Context().Err() == nil },
		"and then stops": func(r *http.Request) bool {
			<-r.Context().Done()
			return false
		},
	} {
		t.Run(name, func(t *testing.T) {
			gone := make(chan struct{})
			server, _ := listen(t, func(w http.ResponseWriter, r *http.Request) {
				defer close(gone)
				_, _ = io.Copy(io.Discard, r.Body)
				for {
					_, err := w.Write([]byte(strings.Repeat("x\x00\xff", 100)))
					w.(http.Flusher).Flush()
					if err != nil || !pace(r) {
						return
					}
				}
			})
			client := webhook.NewClient(loopback)
			client.Within(500 * time.Millisecond)
			answer, err := client.Post(t.Context(), server.URL, nil, []byte("x"))
			if err != nil || answer.Status != http.StatusOK {
				t.Errorf("answered %d, %v", answer.Status, err)
			}
			if n := len([]rune(answer.Body)); n == 0 || n > 4096 || strings.ContainsRune(answer.Body, 0) {
				t.Errorf("%d characters of the answer are kept", n)
			}
			<-gone
		})
	}
}

func TestAReceiverThatSpeaksSomethingElse(t *testing.T) {
	for name, says := range map[string]string{
		"nothing": "", "no HTTP": "220 mail.example.com ESMTP\r\n", "half a header": "HTTP/1.1 200 OK\r\nContent-Le",
		"a header without end": "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = listener.Close() })
			go func() {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				_, _ = conn.Read(make([]byte, 4096))
				_, _ = io.WriteString(conn, says)
				_ = conn.Close()
			}()
			answer, err := webhook.NewClient(loopback).Post(t.Context(), "http://"+listener.Addr().String()+"/secret", nil, []byte("x"))
			if err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("answered %d, %v", answer.Status, err)
			}
		})
	}
}
