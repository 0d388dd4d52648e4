package rest

import (
	"context"
	"strings"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// window is the part of a list that limit and offset ask for.
type window struct{ limit, offset int }

// paging reads limit and offset. The validator has set their defaults and refused
// what is below their least; above the most there is, limit is that.
func paging(limit *api.Limit, offset *api.Offset) window {
	w := window{limit: model.DefaultPage}
	if limit != nil {
		w.limit = min(*limit, model.MaxPage)
	}
	if offset != nil {
		w.offset = *offset
	}
	return w
}

// pagination tells where a page of n items lies in its list.
func pagination(ctx context.Context, w window, n int, list door.Totals) (api.Pagination, error) {
	total, err := list.TotalCount(ctx)
	return api.Pagination{Total: total, Limit: w.limit, Offset: w.offset, HasMore: w.offset+n < total}, err
}

// listed returns the values of a parameter that is a list; nil if it is left out.
func listed[T any](values *[]T) []T {
	if values == nil {
		return nil
	}
	return *values
}

// direction reads the parameter order.
func direction[T ~string](order *T) model.OrderDirection {
	if order == nil {
		return model.Descending
	}
	return model.OrderDirection(strings.ToUpper(string(*order)))
}

// namedOrder reads the parameters sort and order of lists of named things.
func namedOrder[S, O ~string](sort *S, order *O) *model.NamedOrder {
	field := model.NamedByCreated
	if sort != nil {
		field = model.NamedOrderField(strings.ToUpper(string(*sort)))
	}
	return &model.NamedOrder{Field: field, Direction: direction(order)}
}
