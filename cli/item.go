package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// item is an object as the API has answered it.
type item map[string]any

// items reads the list at a path of what was answered, such as "incidents.nodes".
func items(data json.RawMessage, path string) ([]json.RawMessage, []item, error) {
	at, err := dig(data, path)
	if err != nil {
		return nil, nil, err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(at, &raw); err != nil {
		return nil, nil, fmt.Errorf("the server has answered no list of %s: %w", path, err)
	}
	found := make([]item, len(raw))
	for i, one := range raw {
		if found[i], err = itemOf(one); err != nil {
			return nil, nil, err
		}
	}
	return raw, found, nil
}

// dig returns what is at a path of what was answered.
func dig(data json.RawMessage, path string) (json.RawMessage, error) {
	for name := range strings.SplitSeq(path, ".") {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(data, &fields); err != nil || fields[name] == nil {
			return nil, fmt.Errorf("the server has answered nothing at %s", path)
		}
		data = fields[name]
	}
	return data, nil
}

func itemOf(data json.RawMessage) (item, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber() // as it was written
	var found item
	err := decoder.Decode(&found)
	return found, err
}

// at returns what is at a path of the item; nil: nothing is.
func (i item) at(path string) any {
	var value any = map[string]any(i)
	for name := range strings.SplitSeq(path, ".") {
		fields, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = fields[name]
	}
	return value
}

// list returns the objects at a path.
func (i item) list(path string) []item {
	values, _ := i.at(path).([]any)
	found := make([]item, 0, len(values))
	for _, value := range values {
		if fields, ok := value.(map[string]any); ok {
			found = append(found, fields)
		}
	}
	return found
}

// text returns what is at the first of the paths where there is something, or "".
func (i item) text(paths ...string) string {
	for _, path := range paths {
		switch value := i.at(path).(type) {
		case nil:
		case string:
			return value
		case bool, json.Number:
			return fmt.Sprint(value)
		case []any:
			texts := make([]string, len(value))
			for i, one := range value {
				texts[i] = fmt.Sprint(one)
			}
			return strings.Join(texts, ", ")
		}
	}
	return ""
}

// field shows what is at the first of the paths where there is something.
func field(paths ...string) func(item) string {
	return func(i item) string { return i.text(paths...) }
}

const shownTime = "2006-01-02 15:04:05"

// when shows the time at a path, in the time zone of whoever asks.
func when(path string) func(item) string {
	return func(i item) string {
		at, err := time.Parse(time.RFC3339Nano, i.text(path))
		if err != nil {
			return ""
		}
		return at.Local().Format(shownTime)
	}
}
