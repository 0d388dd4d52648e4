package main

import (
	"strconv"
	"testing"

	"github.com/opsknight/opsknight/model"
)

// TestAnOperationThatIsTakenBackDoesNoHarm completes operations while they begin, and
// leaves in the middle of others: at any place of them the context may have ended.
func TestAnOperationThatIsTakenBackDoesNoHarm(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		s.service(t, model.Live, "payment-api")
		for range 20 {
			k := s.listen(t, s.LiveKey)
			for i := range 15 {
				id := strconv.Itoa(i)
				k.subscribe(t, id, "{viewer{name}}", nil)
				k.say(t, `{"type":"complete","id":"`+id+`"}`)
			}
			_ = k.conn.CloseNow()
		}
		s.graphql(t, "{viewer{name}}", nil).is(t, map[string]string{"data.viewer.name": "Demo"})
	})
}
