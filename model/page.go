package model

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
)

// The size of a page, in items.
const (
	DefaultPage = 25
	MaxPage     = 100
)

// OrderDirection is the direction of an order.
type OrderDirection string

// The directions.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// Order is what a list is sorted by. Ties are broken by id in the same direction.
type Order struct {
	Field     string // in the enum of the noun, as CREATED_AT
	Direction OrderDirection
}

// Page asks for a part of a list: the first items after a cursor or an offset, or
// the last before a cursor.
type Page struct {
	First  *int
	After  *string
	Last   *int
	Before *string
	Offset *int
}

// Window is a Page that has been checked.
type Window struct {
	Limit         int // 1 to MaxPage
	Offset        int
	After, Before *Cursor
	Backward      bool // the last items before Before, not the first after After
}

// Window checks the page against the order of its list.
func (p Page) Window(order Order) (Window, error) {
	w := Window{Limit: DefaultPage}
	var problems fault.Collector
	size := func(field string, n *int) {
		if n == nil {
			return
		}
		if *n < 1 || *n > MaxPage {
			problems.Add(field, "out_of_range", "%s is 1 to %d, not %d.", field, MaxPage, *n)
			return
		}
		w.Limit = *n
	}
	size("first", p.First)
	size("last", p.Last)
	if p.First != nil && p.Last != nil {
		problems.Add("last", "conflict", "Give first or last, not both.")
	}
	if p.Offset != nil {
		w.Offset = *p.Offset
		if w.Offset < 0 {
			problems.Add("offset", "out_of_range", "offset is 0 or more, not %d.", w.Offset)
		}
		if p.After != nil || p.Before != nil || p.Last != nil {
			problems.Add("offset", "conflict", "offset goes with first alone; after, before and last page by cursor.")
		}
	}
	w.Backward = p.Last != nil
	w.After = parseCursor(&problems, "after", p.After, order)
	w.Before = parseCursor(&problems, "before", p.Before, order)
	return w, problems.Err()
}

// Cursor is a place in an ordered list: just at the item with this value and id.
// A client sees it as one opaque word.
type Cursor struct {
	Order string // the order it was taken from; it has no meaning in another
	Value string
	ID    string
}

// String returns the cursor as clients see it.
func (c Cursor) String() string {
	text, _ := json.Marshal([3]string{c.Order, c.Value, c.ID})
	return base64.RawURLEncoding.EncodeToString(text)
}

func (o Order) String() string { return o.Field + " " + string(o.Direction) }

// Cursor returns the place of the item with this value and id.
func (o Order) Cursor(value, id string) Cursor {
	return Cursor{Order: o.String(), Value: value, ID: id}
}

func parseCursor(problems *fault.Collector, field string, text *string, order Order) *Cursor {
	if text == nil {
		return nil
	}
	var parts [3]string
	decoded, err := base64.RawURLEncoding.DecodeString(*text)
	if err != nil || json.Unmarshal(decoded, &parts) != nil || strings.ContainsRune(parts[1]+parts[2], 0) {
		problems.Add(field, "invalid_cursor", "%s is not a cursor: take endCursor or startCursor of another page.", field)
		return nil
	}
	if parts[0] != order.String() {
		problems.Add(field, "invalid_cursor", "%s is a cursor of another order (%s); this list is ordered by %s.", field, truncate(parts[0]), order)
		return nil
	}
	return &Cursor{Order: parts[0], Value: parts[1], ID: parts[2]}
}

// PageInfo tells where a page lies in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// Connection is one page of a list. The lists of the GraphQL schema embed it.
type Connection[T any] struct {
	Nodes    []T
	Cursors  []string // of each node
	PageInfo *PageInfo
	Total    *int                               // of the whole list, if the page tells it
	Count    func(context.Context) (int, error) // of the whole list
}

// TotalCount counts the whole list. It is asked of the database only when it is
// called, and the page does not tell it: a client that did not select it does not pay for it.
func (c Connection[T]) TotalCount(ctx context.Context) (int, error) {
	if c.Total != nil {
		return *c.Total, nil
	}
	return c.Count(ctx)
}

// edges pairs each node with its cursor.
func edges[T, E any](c Connection[T], edge func(cursor string, node T) E) []E {
	out := make([]E, len(c.Nodes))
	for i, node := range c.Nodes {
		out[i] = edge(c.Cursors[i], node)
	}
	return out
}
