package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// sortKey is a column that a list can be sorted by.
type sortKey[T any] struct {
	column string
	text   func(T) string            // its value in a row, as a cursor keeps it
	value  func(string) (any, error) // the same, back from a cursor
}

// byTime, byRank, byInt and byText make the sort keys of columns of each kind.
func byTime[T any](column string, of func(T) time.Time) sortKey[T] {
	return sortKey[T]{
		column: column,
		text:   func(row T) string { return of(row).UTC().Format(time.RFC3339Nano) },
		value: func(text string) (any, error) {
			at, err := time.Parse(time.RFC3339Nano, text)
			if at = at.UTC(); err == nil && (at.Year() < 1 || at.Year() > 9999) {
				err = errors.New("no row has this time")
			}
			return at, err
		},
	}
}

func byRank[T any, E comparable](column string, ranks []E, of func(T) E) sortKey[T] {
	return sortKey[T]{
		column: column,
		text:   func(row T) string { return strconv.Itoa(slices.Index(ranks, of(row)) + 1) },
		value:  func(text string) (any, error) { return strconv.Atoi(text) },
	}
}

func byInt[T any](column string, of func(T) int) sortKey[T] {
	return sortKey[T]{
		column: column,
		text:   func(row T) string { return strconv.Itoa(of(row)) },
		value:  func(text string) (any, error) { return strconv.Atoi(text) },
	}
}

func byText[T any](column string, of func(T) string) sortKey[T] {
	return sortKey[T]{column: column, text: of, value: func(text string) (any, error) { return text, nil }}
}

// list is a query that can be read page by page: sorted by one of keys, then by id.
type list[T any] struct {
	keys map[string]sortKey[T] // by Order.Field
	id   func(T) string
	// tie is the column of id; "" for "id".
	tie string
}

// read reads one page of the rows that filter leaves. It takes one row more than
// the page has, to see whether there is a next page.
func (l list[T]) read(ctx context.Context, r Reader, order model.Order, page model.Page, filter func(*bun.SelectQuery) *bun.SelectQuery) (model.Connection[T], error) {
	none := model.Connection[T]{}
	key, ok := l.keys[order.Field]
	if !ok || order.Direction != model.Ascending && order.Direction != model.Descending {
		return none, fault.Field("order", "unknown_value", "This list cannot be ordered by %s.", order)
	}
	window, err := page.Window(order)
	if err != nil {
		return none, err
	}
	descending := order.Direction == model.Descending
	var rows []T
	q := filter(from(r, &rows))
	if q, err = key.beyond(q, "after", window.After, descending, l.tied()); err != nil {
		return none, err
	}
	if q, err = key.beyond(q, "before", window.Before, !descending, l.tied()); err != nil {
		return none, err
	}
	direction := "ASC"
	if descending != window.Backward {
		direction = "DESC"
	}
	err = q.OrderExpr("? "+direction+", ?TableAlias.? "+direction, bun.Ident(key.column), l.tied()).
		Limit(int64(window.Limit + 1)).Offset(int64(window.Offset)).Scan(ctx)
	if err != nil {
		return none, err
	}
	return l.page(rows, window, order, func(ctx context.Context) (int, error) {
		n, err := filter(from(r, new([]T))).Count(ctx)
		return int(n), err
	}), nil
}

// page makes a page of its rows, of which there may be one more than it has: then
// there is a next page.
func (l list[T]) page(rows []T, window model.Window, order model.Order, count func(context.Context) (int, error)) model.Connection[T] {
	key := l.keys[order.Field]
	more := len(rows) > window.Limit
	rows = rows[:min(len(rows), window.Limit)]
	if window.Backward {
		slices.Reverse(rows)
	}
	c := model.Connection[T]{Nodes: rows, PageInfo: pageInfo(window, more), Count: count}
	for _, row := range rows {
		c.Cursors = append(c.Cursors, order.Cursor(key.text(row), l.id(row)).String())
	}
	if len(rows) > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Cursors[0], &c.Cursors[len(rows)-1]
	}
	return c
}

// beyond keeps the rows that come after a cursor, or before it if down is turned.
func (k sortKey[T]) beyond(q *bun.SelectQuery, field string, cursor *model.Cursor, down bool, tie bun.Ident) (*bun.SelectQuery, error) {
	if cursor == nil {
		return q, nil
	}
	value, err := k.value(cursor.Value)
	if err != nil {
		return nil, fault.Field(field, "invalid_cursor", "%s is not a cursor: take endCursor or startCursor of another page.", field)
	}
	than := ">"
	if down {
		than = "<"
	}
	return q.Where(fmt.Sprintf("(?, ?TableAlias.?) %s (?, ?)", than), bun.Ident(k.column), tie, value, cursor.ID), nil
}

// tied is the column that breaks ties.
func (l list[T]) tied() bun.Ident {
	if l.tie == "" {
		return "id"
	}
	return bun.Ident(l.tie)
}

func pageInfo(w model.Window, more bool) *model.PageInfo {
	if w.Backward {
		return &model.PageInfo{HasPreviousPage: more, HasNextPage: w.Before != nil}
	}
	return &model.PageInfo{HasNextPage: more || w.Before != nil, HasPreviousPage: w.After != nil || w.Offset > 0}
}

// named keeps the row with this id. What has not the form of an id of its kind names
// nothing; it may be text that PostgreSQL does not take.
func named(q *bun.SelectQuery, prefix, id string) *bun.SelectQuery {
	if !model.IsID(id, prefix) {
		return q.Where("FALSE")
	}
	return q.Where("?TableAlias.id = ?", id)
}

// byID reads the rows with these ids, for a dataloader. Ids of the other
// environment, or of nothing, are left out.
func byID[T any](ctx context.Context, r Reader, ids []string, id func(T) string) (map[string]T, error) {
	var rows []T
	if err := from(r, &rows).Where("?TableAlias.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, err
	}
	found := make(map[string]T, len(rows))
	for _, row := range rows {
		found[id(row)] = row
	}
	return found, nil
}
