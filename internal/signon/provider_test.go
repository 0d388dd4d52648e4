package signon_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"golang.org/x/oauth2"
)

const (
	clientID     = "opsknight"
	clientSecret = "a secret: of any/characters"
)

// provider is one that does wrong as a test wishes; e2e has a real one.
type provider struct {
	*httptest.Server
	t       *testing.T
	key     *rsa.PrivateKey
	asked   url.Values     // of the browser, last
	claims  map[string]any // of the ID token, over those that are right
	info    map[string]any // of UserInfo; nil: there is none
	signer  *rsa.PrivateKey
	methods []string // of proving who asks; none: not told
	now     func() time.Time

	mu       sync.Mutex
	down     bool
	tokens   int                         // how often a code was exchanged
	searches int                         // how often it was discovered
	answer   func(w http.ResponseWriter) // in place of a token
}

var keys = sync.OnceValue(func() [2]*rsa.PrivateKey {
	var made [2]*rsa.PrivateKey
	for i := range made {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		made[i] = key
	}
	return made
})

func startProvider(t *testing.T, now func() time.Time) *provider {
	t.Helper()
	p := &provider{t: t, key: keys()[0], signer: keys()[0], now: now}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.discovery)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		p.write(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &p.key.PublicKey, KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer access" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		p.write(w, p.info)
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *provider) write(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(body); err != nil {
		p.t.Error(err)
	}
}

func (p *provider) discovery(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.searches++
	if p.down {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	told := map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256"},
	}
	if p.info != nil {
		told["userinfo_endpoint"] = p.URL + "/userinfo"
	}
	if p.methods != nil {
		told["token_endpoint_auth_methods_supported"] = p.methods
	}
	p.write(w, told)
}

func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens++
	if p.answer != nil {
		p.answer(w)
		return
	}
	id, secret, _ := r.BasicAuth()
	id, _ = url.QueryUnescape(id) // RFC 6749, 2.3.1
	secret, _ = url.QueryUnescape(secret)
	if len(p.methods) > 0 {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	if id != clientID || secret != clientSecret || r.FormValue("code") != "good" ||
		oauth2.S256ChallengeFromVerifier(r.FormValue("code_verifier")) != p.asked.Get("code_challenge") || r.FormValue("redirect_uri") != p.asked.Get("redirect_uri") {
		p.t.Errorf("the code is asked for with %v by %q, %q", r.Form, id, secret)
	}
	p.write(w, map[string]any{"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": p.idToken()})
}

func (p *provider) idToken() string {
	claims := map[string]any{
		"iss": p.URL, "aud": clientID, "sub": "00u1", "nonce": p.asked.Get("nonce"), "iat": p.now().Unix(), "exp": p.now().Add(time.Minute).Unix(),
		"email": "ann@example.com", "email_verified": true, "name": "Ann Lee",
	}
	maps.Copy(claims, p.claims)
	text, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: p.signer, KeyID: "1"}}, nil)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	signed, err := signer.Sign(text)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	compact, err := signed.CompactSerialize()
	if err != nil {
		p.t.Error(err)
	}
	return compact
}
