package lenient_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
)

func TestWhatSaysSomething(t *testing.T) {
	for value, want := range map[string]string{
		`"a"`: "a", `" a\n"`: "a", `""`: "", `"  "`: "", `"null"`: "null", `null`: "", `true`: "true", `false`: "false", `0`: "0", `1.50`: "1.50", `1e999`: "1e999", `{"a":1}`: "", `["a"]`: "", ``: "",
	} {
		if got := lenient.Word(json.RawMessage(value)); got != want {
			t.Errorf("%s is %q, want %q", value, got, want)
		}
	}
	o, ok := lenient.Read([]byte(`{"a":null,"b":" ","c":{},"d":"first","e":"second","E":"another","list":[1,null],"o":{"x":"y"}}`))
	if !ok {
		t.Fatal("an object is none")
	}
	for want, names := range map[string][]string{"first": {"a", "b", "c", "none", "d", "e"}, "another": {"E", "e"}, "": {"a", "b", "c", "list", "o"}} {
		if got := o.Some(names...); got != want {
			t.Errorf("of %q it takes %q, want %q", names, got, want)
		}
	}
	if got := o.Object("o").Some("x"); got != "y" {
		t.Errorf("in an object is %q", got)
	}
	for _, name := range []string{"a", "b", "list", "none"} {
		if inner := o.Object(name); inner.Some("x") != "" || inner.Object("y").Some("z") != "" {
			t.Errorf("%s is an object", name)
		}
	}
	if items, ok := o.List("list"); !ok || len(items) != 2 {
		t.Errorf("the list has %v", items)
	}
	for _, name := range []string{"a", "b", "o", "none"} {
		if _, ok := o.List(name); ok {
			t.Errorf("%s is a list", name)
		}
	}
	for _, body := range []string{"", "null", "[]", `"a"`, "5", `{"a"`} {
		if _, ok := lenient.Read([]byte(body)); ok {
			t.Errorf("%s is an object", body)
		}
	}
}

// FuzzObjectsAreReadAsEncodingJSONReadsThem holds that what is read token by token is what
// reflection would make of it.
func FuzzObjectsAreReadAsEncodingJSONReadsThem(f *testing.F) {
	for _, seed := range []string{
		`{}`, ` {"a" : "b\u00e9\n" , "c":[1, 2],"d":{"e":null}} `, `{"a":1,"a":"2"}`, `{"a":null}`, `null`, `[]`, `"a"`, ``, `{`, `{"a"}`, `{"a":1}{}`, `{"a":1,}`,
		`{1:2}`, `{"a":"\ud800"}`, "{\"a\":\"\xff\"}", `{"\u0061":"b"}`, `{"a":{"b":1}`, `{"a":01}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var want lenient.Object
		err := json.Unmarshal(raw, &want)
		got, ok := lenient.Read(raw)
		if ok != (err == nil && want != nil) {
			t.Fatalf("%q: it is an object: %t, and to encoding/json %v %v", raw, ok, want, err)
		}
		if !ok {
			return
		}
		if len(got) != len(want) {
			t.Fatalf("%q has the fields %v, want %v", raw, got, want)
		}
		for name, value := range want {
			if !bytes.Equal(got[name], value) {
				t.Errorf("%q: %q is %s, want %s", raw, name, got[name], value)
			}
			var text *string
			wrong := json.Unmarshal(value, &text) != nil
			var problems fault.Collector
			read := got.Text(&problems, "", name)
			if (problems.Err() != nil) != wrong || text != nil && read != *text {
				t.Errorf("%q: the text of %q is %q (%v), want %v", raw, name, read, problems.Err(), text)
			}
		}
	})
}
