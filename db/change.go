package db

import (
	"context"
	"reflect"
	"time"

	"github.com/opsknight/opsknight/model"
)

// kept is a row that people set up and change.
type kept interface {
	placed
	Changed(at time.Time)
}

// indexed is a row that a search finds.
type indexed interface{ Index() }

// keptPointer is a pointer to a kept row of type T.
type keptPointer[T any] interface {
	*T
	kept
}

// unaudited are columns that change with any other.
var unaudited = map[string]bool{"environment": true, "version": true, "created_at": true, "updated_at": true}

// audited is a value that the log shows otherwise than it is stored.
type audited interface{ Audited() any }

// UpdateChanged stores what an operation has changed of a row, by comparing its two
// states, and returns it; nothing is stored if nothing has changed. ErrUnique,
// ErrReference as the database finds them.
func UpdateChanged[T any, P keptPointer[T]](ctx context.Context, tx Tx, before, after P) (model.Changes, error) {
	if found, ok := any(after).(indexed); ok {
		found.Index()
	}
	columns, changes := differences(tx, before, after)
	if len(columns) == 0 {
		return nil, nil
	}
	after.Changed(tx.Now)
	tx.effects.setup = true
	_, err := tx.bun.NewUpdate().Model(after).Column(append(columns, "version", "updated_at")...).
		WherePK().Where("environment = ?", tx.env).Exec(ctx)
	return changes, translate(err)
}

// InsertKept stores a new row, and returns what it has as changes from nothing.
func InsertKept[T any, P keptPointer[T]](ctx context.Context, tx Tx, row P) (model.Changes, error) {
	if found, ok := any(row).(indexed); ok {
		found.Index()
	}
	tx.effects.setup = true
	return AllOf(tx, row), insert(ctx, tx, row)
}

// AllOf returns what a row has as changes from nothing.
func AllOf[T any, P keptPointer[T]](tx Tx, row P) model.Changes {
	_, changes := differences(tx, P(new(T)), row)
	delete(changes, "id")
	return changes
}

// DeleteKept removes a row, and returns what it had as changes to nothing.
// ErrReference if it is still referred to.
func DeleteKept[T any, P keptPointer[T]](ctx context.Context, tx Tx, row P) (model.Changes, error) {
	_, changes := differences(tx, row, P(new(T)))
	delete(changes, "id")
	tx.effects.setup = true
	_, err := tx.bun.NewDelete().Model(row).WherePK().Where("environment = ?", tx.env).Exec(ctx)
	return changes, translate(err)
}

// differences returns the columns in which two states of a row differ, and their
// values: those that are tagged audit:"secret" hidden, those tagged "-" left out.
func differences[T any, P keptPointer[T]](tx Tx, before, after P) ([]string, model.Changes) {
	table := tx.bun.Dialect().Tables().Get(reflect.TypeFor[T]())
	was, is := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	var columns []string
	changes := model.Changes{}
	for _, field := range table.Fields {
		one, other := field.Value(was).Interface(), field.Value(is).Interface()
		if unaudited[field.Name] || same(one, other) {
			continue
		}
		columns = append(columns, field.Name)
		switch field.StructField.Tag.Get("audit") {
		case "-":
		case "secret":
			changes[field.Name] = model.Change{Before: hidden(one), After: hidden(other)}
		default:
			changes[field.Name] = model.Change{Before: logged(one), After: logged(other)}
		}
	}
	return columns, changes
}

func same(one, other any) bool {
	switch at := one.(type) {
	case time.Time:
		return at.Equal(other.(time.Time))
	case *time.Time:
		if to := other.(*time.Time); at != nil && to != nil {
			return at.Equal(*to)
		}
	}
	return reflect.DeepEqual(one, other)
}

func hidden(value any) any {
	if reflect.ValueOf(value).IsZero() {
		return nil
	}
	return model.SecretShown
}

func logged(value any) any {
	if of, ok := value.(audited); ok {
		return of.Audited()
	}
	return value
}
