package opsknight

import (
	"fmt"
	"iter"
	"reflect"
	"strings"
)

// values are query parameters.
type values map[string][]string

// add adds one unless it has its zero value. Lists are separated by commas.
func (v values) add(name string, value any) {
	of := reflect.ValueOf(value)
	if of.IsZero() {
		return
	}
	text := fmt.Sprint(value)
	if of.Kind() == reflect.Slice {
		texts := make([]string, of.Len())
		for i := range texts {
			texts[i] = fmt.Sprint(of.Index(i))
		}
		if text = strings.Join(texts, ","); text == "" {
			return
		}
	}
	v[name] = []string{text}
}

// pages goes through the items of all pages from an offset on.
func pages[T any](offset int, page func(offset int) ([]T, Pagination, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for at := offset; ; {
			items, where, err := page(at)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			if at += len(items); !where.HasMore || len(items) == 0 {
				return
			}
		}
	}
}
