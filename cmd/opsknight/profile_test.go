package main

import (
	"testing"

	"github.com/opsknight/opsknight/model"
)

const updateUser = `mutation($input: UpdateUserInput!) { updateUser(input: $input) { user { name timeZone role } } }`

func TestWhatPeopleChangeOfTheirOwn(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		alice := s.signIn(t)
		dora := alice.invite(t, "dora@example.com", "USER", "correct horse battery")
		own := s.user(t, model.Live, "dora@example.com").ID
		ben := s.user(t, model.Live, "ben@example.com").ID
		for _, tt := range []struct {
			name  string
			input map[string]any
			want  map[string]string
		}{
			{"their name and time zone", map[string]any{"id": own, "name": "Dora D", "timeZone": "Asia/Kathmandu"}, map[string]string{"errors": "absent", "data.updateUser.user": `{"name":"Dora D","role":"USER","timeZone":"Asia/Kathmandu"}`}},
			{"a time zone that is none", map[string]any{"id": own, "timeZone": "Mars/Olympus"}, map[string]string{"errors.0.extensions.code": "VALIDATION_ERROR"}},
			{"their role", map[string]any{"id": own, "name": "Dora", "role": "ADMIN"}, map[string]string{"errors.0.extensions.code": "FORBIDDEN"}},
			{"their status", map[string]any{"id": own, "status": "ACTIVE"}, map[string]string{"errors.0.extensions.code": "FORBIDDEN"}},
			{"their address, by which others find them", map[string]any{"id": own, "email": "alice2@example.com"}, map[string]string{"errors.0.extensions.code": "FORBIDDEN"}},
			{"somebody else's name", map[string]any{"id": ben, "name": "Bad"}, map[string]string{"errors.0.extensions.code": "FORBIDDEN"}},
			{"the name of nobody", map[string]any{"id": "usr_1", "name": "Bad"}, map[string]string{"errors.0.extensions.code": "FORBIDDEN"}},
		} {
			t.Run(tt.name, func(t *testing.T) { dora.run(t, updateUser, map[string]any{"input": tt.input}).is(t, tt.want) })
		}
		updates := 0
		for _, entry := range s.auditOf(t, model.Live, own) {
			if entry.Action == "user.updated" {
				updates++
			}
		}
		if updates != 1 {
			t.Errorf("%d updates are logged, want the one that was made", updates)
		}
		// A key is not the person, whoever owns it.
		s.graphqlAs(t, s.keyOf(t, "ben@example.com"), updateUser, map[string]any{"input": map[string]any{"id": ben, "name": "Bad"}}).
			is(t, map[string]string{"errors.0.extensions.code": "FORBIDDEN"})
	})
}
