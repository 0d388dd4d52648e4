// A receiver of OpsKnight's webhooks: go run receiver.go
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
)

func main() {
	secret := os.Getenv("WEBHOOK_SECRET") // whsec_…, as it was shown
	http.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil || !signed(secret, body, r.Header.Get("X-OpsKnight-Signature")) {
			http.Error(w, "wrong signature", http.StatusUnauthorized)
			return
		}
		var event struct{ ID, Event string }
		if err := json.Unmarshal(body, &event); err != nil {
			http.Error(w, "not JSON", http.StatusBadRequest)
			return
		}
		fmt.Println("received", event.Event, event.ID) // the same id again: a repeat
		w.WriteHeader(http.StatusNoContent)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		panic(err)
	}
	fmt.Println("listening on", listener.Addr())
	panic(http.Serve(listener, nil))
}

// signed reports whether one of the signatures in the header is of this body. During a
// rotation there are two.
func signed(secret string, body []byte, header string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	for _, signature := range strings.Split(header, ",") {
		if hmac.Equal([]byte(signature), []byte(want)) {
			return true
		}
	}
	return false
}
