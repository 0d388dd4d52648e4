package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/model"
)

// documentedQueries are a page's queries, each with the variables below it, and the cost that the
// text after it tells.
var documentedQueries = regexp.MustCompile("(?s)```graphql\n(.*?)```\n(?:```json\n(.*?)```\n)?\nIt costs ([0-9]+)\\.")

// documentedSubscriptions are a page's subscriptions, whose cost is not told.
var documentedSubscriptions = regexp.MustCompile("(?s)```graphql\n(subscription .*?)```\n")

// TestThePageOfGraphQL runs what docs/graphql.md shows.
func TestThePageOfGraphQL(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "graphql.md"))
	if err != nil {
		t.Fatal(err)
	}
	subscriptions := documentedSubscriptions.FindAllStringSubmatch(string(text), -1)
	if len(subscriptions) == 0 {
		t.Fatal("the page has no subscription")
	}
	page := documentedSubscriptions.ReplaceAllString(string(text), "")
	queries := documentedQueries.FindAllStringSubmatch(page, -1)
	if all := strings.Count(page, "```graphql\n"); len(queries) != all || all < 8 {
		t.Fatalf("%d of %d queries are followed by what they cost", len(queries), all)
	}
	eachServer(t, func(t *testing.T, s *testServer) {
		s.assignMany(t)
		id := s.open(t, "Payments fail")
		for _, query := range queries {
			document, variables, cost := query[1], query[2], query[3]
			name, _, _ := strings.Cut(strings.TrimSpace(document), "\n")
			given := map[string]any{}
			if variables != "" {
				if err := json.Unmarshal([]byte(strings.ReplaceAll(variables, "$INCIDENT", id)), &given); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			got := s.graphql(t, document, given).want(t, 200)
			if got.at(t, "errors") != "absent" || strings.Contains(got.body, `"data":null`) {
				t.Errorf("%s: %s", name, cut(got.body))
			}
			if told := got.at(t, "extensions.cost.requested"); told != cost {
				t.Errorf("%s costs %s, and the page says %s", name, told, cost)
			}
			// Every list that it shows has something in it.
			if strings.Contains(got.body, `"nodes":[]`) && !strings.Contains(name, "Month") {
				t.Errorf("%s shows nothing: %s", name, cut(got.body))
			}
		}
		k := s.listen(t, s.LiveKey)
		for _, subscription := range subscriptions {
			k.subscribe(t, "page", subscription[1], nil)
			s.begun(t, 1)
			s.open(t, "Told of")
			k.hear(t).is(t, map[string]string{"id": "page", "payload.errors": "absent", "payload.data.incidentChanged.incident.title": "Told of"})
			k.say(t, `{"type":"complete","id":"page"}`)
			s.begunAtMost(t, 0)
		}
		for _, example := range runnable.FindAllStringSubmatch(page, -1) {
			answers := s.paste(t, s.withStoredKey(t, example[1]))
			if len(answers) == 0 {
				t.Errorf("an example answers nothing: %s", example[1])
			}
			for _, answer := range answers {
				answer.is(t, map[string]string{"errors": "absent"})
				if answer.at(t, "data.incidents.nodes.0.id") == "absent" {
					t.Errorf("an example answers %s", cut(answer.body))
				}
			}
		}
	})
}

// withStoredKey puts a key that only runs the example's document in the place of $WALL_KEY.
func (s *testServer) withStoredKey(t *testing.T, example string) string {
	t.Helper()
	if !strings.Contains(example, "$WALL_KEY") {
		return example
	}
	_, after, _ := strings.Cut(example, "document='")
	document, _, _ := strings.Cut(after, "'")
	secret, _ := s.storedKey(t, model.Live, document)
	return strings.ReplaceAll(example, "$WALL_KEY", secret)
}
