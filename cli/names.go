package cli

import (
	"context"
	"fmt"
	"strings"
)

// kind is a kind of objects that people name.
type kind struct {
	name     string // of one
	prefix   string // of its ids
	document string // finds those in which a text occurs
	path     string
	names    []string // the fields by which one may be named
}

var (
	services = kind{"service", "svc_", `query($q: String!, $first: Int!) { services(filter: {q: $q}, first: $first) { nodes { id name slug } } }`, "services.nodes", []string{"slug", "name"}}
	users    = kind{"user", "usr_", `query($q: String!, $first: Int!) { users(filter: {q: $q}, first: $first) { nodes { id name email } } }`, "users.nodes", []string{"email", "name"}}
	teams    = kind{"team", "team_", `query($q: String!, $first: Int!) { teams(filter: {q: $q}, first: $first) { nodes { id name } } }`, "teams.nodes", []string{"name"}}

	schedules = kind{"schedule", "sch_", `query($q: String!, $first: Int!) { schedules(filter: {q: $q}, first: $first) { nodes { id name } } }`, "schedules.nodes", []string{"name"}}
	policies  = kind{"escalation policy", "pol_", `query($q: String!, $first: Int!) { escalationPolicies(filter: {q: $q}, first: $first) { nodes { id name } } }`, "escalationPolicies.nodes", []string{"name"}}
	webhooks  = kind{"webhook", "whk_", `query($q: String!, $first: Int!) { webhooks(filter: {q: $q}, first: $first) { nodes { id name } } }`, "webhooks.nodes", []string{"name"}}
)

// id returns the id of what a text names: an id, or one of the names of exactly one object.
func (s *session) id(ctx context.Context, of kind, text string) (string, error) {
	if strings.HasPrefix(text, of.prefix) {
		return text, nil
	}
	found, err := s.named(ctx, of, text)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", fmt.Errorf("there is no %s %q: give its id or its %s", of.name, text, strings.Join(of.names, " or "))
	case len(found) > 1:
		return "", fmt.Errorf("there are %d %ss called %q: give the id of one", len(found), of.name, text)
	}
	return found[0], nil
}

// named returns the ids of the objects that a text names.
func (s *session) named(ctx context.Context, of kind, text string) ([]string, error) {
	data, err := s.ask(ctx, of.document, variables{"q": text, "first": pageSize})
	if err != nil {
		return nil, err
	}
	_, all, err := items(data, of.path)
	if err != nil {
		return nil, err
	}
	for _, name := range of.names { // a slug is meant before a name
		var ids []string
		for _, one := range all {
			if strings.EqualFold(one.text(name), text) {
				ids = append(ids, one.text("id"))
			}
		}
		if ids != nil {
			return ids, nil
		}
	}
	return nil, nil
}

// ids are those of several texts.
func (s *session) ids(ctx context.Context, of kind, texts []string) ([]string, error) {
	found := make([]string, 0, len(texts))
	for _, text := range texts {
		id, err := s.id(ctx, of, text)
		if err != nil {
			return nil, err
		}
		found = append(found, id)
	}
	return found, nil
}
