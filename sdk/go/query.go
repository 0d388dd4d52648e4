package opsknight

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"strings"
)

// question is a GraphQL request.
type question struct {
	Query         string `json:"query"`
	Variables     any    `json:"variables,omitempty"`
	OperationName string `json:"operationName,omitempty"`
}

type graphqlAnswer struct {
	Data   json.RawMessage `json:"data"`
	Errors []GraphQLError  `json:"errors"`
}

// Query runs a GraphQL query or mutation, and decodes its data into into; package graphql has
// types for that. variables are a map, a struct, or nil. Where some fields have failed, into
// has the others, and the error is an [Error] all the same.
//
// Queries are tried again as reads are; mutations only if the server surely has not run them,
// or with the option [Repeatable].
func (c *Client) Query(ctx context.Context, document string, variables, into any, options ...Option) error {
	var s settings
	for _, option := range options {
		option(&s)
	}
	text, err := c.exchange(ctx, call{
		method: http.MethodPost, path: "/graphql", accept: "application/graphql-response+json, application/json",
		body: question{document, variables, s.operation}, safe: !changes(document),
	}, options)
	if err != nil {
		return err
	}
	return c.decode(text, into)
}

// decode reads an answer of GraphQL.
func (c *Client) decode(text []byte, into any) error {
	var answer graphqlAnswer
	err := json.Unmarshal(text, &answer)
	if err != nil || answer.Data == nil && len(answer.Errors) == 0 {
		return &Error{Status: http.StatusOK, Code: CodeUnexpected, Message: c.base + " has answered something else than GraphQL.", cause: err}
	}
	if len(answer.Data) > 0 && into != nil {
		if err := json.Unmarshal(answer.Data, into); err != nil {
			return fmt.Errorf("opsknight: what was answered does not fit into %T: %w", into, err)
		}
	}
	if len(answer.Errors) > 0 {
		e := &Error{Status: http.StatusOK}
		e.graphql(answer.Errors)
		return e
	}
	return nil
}

// Nodes goes through the nodes of a connection, page by page as they are asked for. The
// document declares $after, gives it to the connection, and selects its nodes and
// pageInfo { hasNextPage endCursor }. The path leads to the connection by names of fields; it
// may be left out if the connection is the only root field. The first error ends it.
func Nodes[T any](ctx context.Context, c *Client, document string, variables map[string]any, path ...string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		with := maps.Clone(variables)
		if with == nil {
			with = map[string]any{}
		}
		for {
			var data json.RawMessage
			if err := c.Query(ctx, document, with, &data); err != nil {
				yield(none, err)
				return
			}
			page, err := connection[T](data, path)
			if err != nil {
				yield(none, err)
				return
			}
			for _, node := range page.Nodes {
				if !yield(node, nil) {
					return
				}
			}
			if !page.PageInfo.HasNextPage {
				return
			}
			if page.PageInfo.EndCursor == "" || page.PageInfo.EndCursor == with["after"] {
				yield(none, errors.New("opsknight: the page does not lead on: the document has to give $after to the connection, and to select pageInfo { hasNextPage endCursor }"))
				return
			}
			with["after"] = page.PageInfo.EndCursor
		}
	}
}

type nodePage[T any] struct {
	Nodes    []T `json:"nodes"`
	PageInfo *struct {
		HasNextPage bool   `json:"hasNextPage"`
		EndCursor   string `json:"endCursor"`
	} `json:"pageInfo"`
}

// connection reads the page that a path leads to.
func connection[T any](data json.RawMessage, path []string) (nodePage[T], error) {
	var page nodePage[T]
	if len(path) == 0 {
		root, _, err := onlyField(data)
		if err != nil {
			return page, err
		}
		path = []string{root}
	}
	for _, name := range path {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(data, &object); err != nil || object[name] == nil {
			return page, fmt.Errorf("opsknight: there is no connection at %s", strings.Join(path, "."))
		}
		data = object[name]
	}
	if err := json.Unmarshal(data, &page); err != nil {
		return page, fmt.Errorf("opsknight: a page of %s does not fit: %w", strings.Join(path, "."), err)
	}
	if page.PageInfo == nil {
		return page, fmt.Errorf("opsknight: select pageInfo { hasNextPage endCursor } of %s", strings.Join(path, "."))
	}
	return page, nil
}

// onlyField is the one field of an object.
func onlyField(data json.RawMessage) (string, json.RawMessage, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil || len(object) != 1 {
		return "", nil, errors.New("opsknight: the document has several root fields: say by a path which is the connection")
	}
	for name, value := range object {
		return name, value, nil
	}
	return "", nil, nil
}

// changes reports whether a document has a mutation: the word, outside of selections, texts
// and comments.
func changes(document string) bool {
	depth := 0
	for i := 0; i < len(document); {
		rest := document[i:]
		switch {
		case rest[0] == '#':
			i += strings.IndexByte(rest+"\n", '\n')
		case strings.HasPrefix(rest, `"""`):
			i += 3 + past(rest[3:], `"""`)
		case rest[0] == '"':
			i += 1 + past(rest[1:], `"`)
		case rest[0] == '{':
			depth, i = depth+1, i+1
		case rest[0] == '}':
			depth, i = depth-1, i+1
		case letter(rest[0]):
			end := i
			for end < len(document) && letter(document[end]) {
				end++
			}
			if depth == 0 && document[i:end] == "mutation" {
				return true
			}
			i = end
		default:
			i++
		}
	}
	return false
}

// past is how far it is past the end of a text, which a backslash may put off.
func past(text, end string) int {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
		} else if strings.HasPrefix(text[i:], end) {
			return i + len(end)
		}
	}
	return len(text)
}

func letter(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}
