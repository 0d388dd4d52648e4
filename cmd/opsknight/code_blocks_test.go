package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A codeBlock is a fenced block of a page in Markdown.
type codeBlock struct {
	line     int    // of its first fence
	language string // "" if the fence names none
	text     string // without the fences, with a line feed at its end
	reason   string // why it is not run, from the comment above it
	adjacent bool   // nothing but blank lines is between the block before and this one
}

// A codePage is a page with its blocks.
type codePage struct {
	name   string // from the root of the repository on
	blocks []codeBlock
}

var (
	aFence  = regexp.MustCompile("^( *)(```+|~~~+)([a-z]*)$")
	aReason = regexp.MustCompile(`^\s*<!-- not run: (.+) -->$`)
)

// codePages reads the pages that explain this server.
func codePages(t *testing.T) []codePage {
	t.Helper()
	root := filepath.Join("..", "..")
	var pages []codePage
	for _, pattern := range []string{"README.md", "CONTRIBUTING.md", "docs/*.md", "docs/*/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range found {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name, err := filepath.Rel(root, file)
			if err != nil {
				t.Fatal(err)
			}
			blocks, err := codeBlocks(string(text))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if len(blocks) > 0 {
				pages = append(pages, codePage{filepath.ToSlash(name), blocks})
			}
		}
	}
	return pages
}

// codeBlocks reads the fenced blocks of a page.
func codeBlocks(page string) ([]codeBlock, error) {
	var blocks []codeBlock
	lines := strings.Split(page, "\n")
	between := true // only blank lines since the last block
	for i := 0; i < len(lines); i++ {
		fence := aFence.FindStringSubmatch(lines[i])
		if fence == nil {
			if strings.HasPrefix(strings.TrimSpace(lines[i]), "```") {
				return nil, fmt.Errorf("line %d: a fence that this test cannot read: %s", i+1, lines[i])
			}
			between = between && strings.TrimSpace(lines[i]) == ""
			continue
		}
		block := codeBlock{line: i + 1, language: fence[3], adjacent: between && len(blocks) > 0}
		if i > 0 {
			if reason := aReason.FindStringSubmatch(lines[i-1]); reason != nil {
				block.reason = reason[1]
			}
		}
		for i++; i < len(lines) && strings.TrimSpace(lines[i]) != fence[2]; i++ {
			block.text += strings.TrimPrefix(lines[i], fence[1]) + "\n"
		}
		if i == len(lines) {
			return nil, fmt.Errorf("line %d: the block has no end", block.line)
		}
		blocks, between = append(blocks, block), true
	}
	return blocks, nil
}

// elsewhere are the blocks that other tests run or compare: a test of Go, or a file that
// names the page.
var elsewhere = []struct {
	page, language string
	begins         string // a regular expression
	test           string
}{
	{"docs/graphql.md", "graphql", "", "TestThePageOfGraphQL"},
	{"docs/graphql.md", "sh", "", "TestThePageOfGraphQL"},
	{"docs/backup.md", "sh", "", "TestABackupDuringLoadHasWhatWasAnswered"},
	{"docs/on-call.md", "", ".*\\n.*──", "TestTheDrawingsOfTheGuide"},
	{"docs/webhooks.md", "go", "// A receiver", "TestTheGuidesReceivers"},
	{"docs/webhooks.md", "python", `"""A receiver`, "TestTheGuidesReceivers"},
	{"docs/webhooks.md", "js", "// A receiver", "TestTheGuidesReceivers"},
	{"docs/sdks.md", "go", "", "sdk/go/readme_test.go"},
	{"docs/sdks.md", "ts", "", "sdk/typescript/scripts/pack.mjs"},
	{"docs/sdks.md", "python", "", "sdk/python/tests/test_package.py"},
	{"docs/integrations/zabbix.md", "js", "var fields", "TestZabbixsScript"},
	{"docs/integrations/alertmanager.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/azure-monitor.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/cloudwatch.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/datadog.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/generic.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/gitlab.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/github-actions.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/grafana.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/sentry.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/uptime-kuma.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/zabbix.md", "sh", "", "TestThePagesOfTools"},
	{"docs/integrations/go-pagerduty.md", "sh", "curl ", "TestThePagesOfClients"},
	{"docs/integrations/graphql.md", "sh", "curl ", "TestThePagesOfClients"},
	{"docs/integrations/pagerduty-cli.md", "sh", "curl ", "TestThePagesOfClients"},
	{"docs/integrations/pdjs.md", "sh", "curl ", "TestThePagesOfClients"},
	{"docs/integrations/shoutrrr.md", "sh", "curl ", "TestThePagesOfClients"},
}

// testedElsewhere names the test of a block, or is "".
func testedElsewhere(page string, block codeBlock) string {
	for _, one := range elsewhere {
		if one.page == page && one.language == block.language && regexp.MustCompile("^(?:"+one.begins+")").MatchString(block.text) {
			return one.test
		}
	}
	return ""
}

// TestEveryCodeBlockIsRunOrSaysWhyNot runs the blocks of each page, in their order, against
// a server with the example of `opsknight demo`, as CONTRIBUTING.md says.
func TestEveryCodeBlockIsRunOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	shown, tests := shownAnswers(), sourceOfTests(t)
	met := map[string]bool{} // the rows of elsewhere and of shown that a block was found for
	for _, page := range codePages(t) {
		trial := pageTrial{name: page.name}
		for i, block := range page.blocks {
			at := fmt.Sprintf("%s:%d", page.name, block.line)
			other := testedElsewhere(page.name, block)
			answer, isShown := shown.of(page.name, block)
			after := i > 0 && block.adjacent && page.blocks[i-1].reason == ""
			before := codeBlock{}
			if after {
				before = page.blocks[i-1]
			}
			switch {
			case block.reason != "":
				for _, test := range aTestName.FindAllString(block.reason, -1) {
					if !strings.Contains(tests, "\nfunc "+test+"(") {
						t.Errorf("%s: there is no %s", at, test)
					}
				}
				if other != "" || isShown {
					t.Errorf("%s has a reason not to be run, and is run", at)
				}
			case other != "":
				met[page.name+block.language] = true
			case isShown:
				met[answer.page+answer.begins] = true
				trial.shown = append(trial.shown, shownBlock{at, block.text, answer})
			case block.language == "sh", block.language == "console", block.language == "graphql":
				trial.add(at, block)
			case block.language == "json" && before.language == "sh" && testedElsewhere(page.name, before) == "":
				trial.expect(block.text)
			case block.language == "json" && before.language == "graphql":
				if testedElsewhere(page.name, before) == "" { // else that test knows the variables
					trial.variables(block.text)
				}
			default:
				t.Errorf("%s: no test runs this block of %q, and no comment above it says why: <!-- not run: the reason -->", at, block.language)
			}
		}
		if len(trial.steps)+len(trial.shown) > 0 {
			t.Run(page.name, trial.run)
		}
	}
	for _, one := range elsewhere {
		if strings.Contains(one.test, "/") {
			if text, err := os.ReadFile(filepath.Join("..", "..", one.test)); err != nil || !strings.Contains(string(text), one.page) {
				t.Errorf("%s says nothing of %s: %v", one.test, one.page, err)
			}
		} else if !strings.Contains(tests, "\nfunc "+one.test+"(t *testing.T) {") {
			t.Errorf("there is no test %s", one.test)
		}
		if !met[one.page+one.language] {
			t.Errorf("there is no block of %q in %s for %s", one.language, one.page, one.test)
		}
	}
	for _, one := range shown {
		if !met[one.page+one.begins] {
			t.Errorf("%s shows no answer that begins with %s", one.page, one.begins)
		}
	}
}

var aTestName = regexp.MustCompile(`\bTest[A-Z]\w+`)

// sourceOfTests is the source of the tests that pages name.
func sourceOfTests(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	inside, err := filepath.Glob(filepath.Join("..", "..", "internal", "*", "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, inside...)
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func TestCodeBlocksAreFound(t *testing.T) {
	page := "a\n```sh\none\n```\n\n```json\n{}\n```\ntext\n<!-- not run: because -->\n   ```\n   two\n     three\n   ```\n"
	got, err := codeBlocks(page)
	want := []codeBlock{
		{line: 2, language: "sh", text: "one\n"},
		{line: 6, language: "json", text: "{}\n", adjacent: true},
		{line: 11, text: "two\n  three\n", reason: "because"},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v: %+v", err, got)
	}
	for _, bad := range []string{"```sh\nno end\n", "``` Go\n```\n"} {
		if _, err := codeBlocks(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// likeness says in what an answer is not as a page shows it; "" if it is.
//
// A text that the page shows with … may have anything there, and an object with the key "…"
// more keys. Ids are compared by what they name, times by their form. All else has to be as
// it is shown.
func likeness(where string, shown, got any) string {
	switch shown := shown.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s is no object", where)
		}
		_, more := shown["…"]
		for key, value := range shown {
			if key == "…" {
				continue
			}
			if _, ok := object[key]; !ok {
				return fmt.Sprintf("%s has no %s", where, key)
			}
			if told := likeness(where+"."+key, value, object[key]); told != "" {
				return told
			}
		}
		for key := range object {
			if _, ok := shown[key]; !ok && !more {
				return fmt.Sprintf("%s has %s, which is not shown", where, key)
			}
		}
	case []any:
		list, ok := got.([]any)
		if !ok {
			return fmt.Sprintf("%s is no list", where)
		}
		if n := len(shown); n > 0 && shown[n-1] == "…" {
			shown = shown[:n-1]
			list = list[:min(len(list), n-1)]
		}
		if len(list) != len(shown) {
			return fmt.Sprintf("%s has %d elements, and %d are shown", where, len(list), len(shown))
		}
		for i := range shown {
			if told := likeness(fmt.Sprintf("%s.%d", where, i), shown[i], list[i]); told != "" {
				return told
			}
		}
	case string:
		text, ok := got.(string)
		if !ok || !alike(shown, text) {
			return fmt.Sprintf("%s is %#v, and %q is shown", where, got, shown)
		}
	default:
		if shown != got {
			return fmt.Sprintf("%s is %#v, and %#v is shown", where, got, shown)
		}
	}
	return ""
}

// alike reports whether a text is as it is shown.
func alike(shown, got string) bool {
	blank := func(text string) string {
		text = anID.ReplaceAllString(text, "${1}_ID")
		text = anInstant.ReplaceAllString(text, "TIME")
		return aTime.ReplaceAllString(text, "TIME")
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(blank(shown)), "…", `.*`)
	return regexp.MustCompile("^(?s:" + pattern + ")$").MatchString(blank(got))
}

func TestLikeness(t *testing.T) {
	for _, tt := range []struct {
		shown, got string
		told       string
	}{
		{`{"a": 1}`, `{"a": 1}`, ""},
		{`{"a": 1}`, `{"a": 2}`, "it.a is 2, and 1 is shown"},
		{`{"a": 1}`, `{"a": 1, "b": 2}`, "it has b, which is not shown"},
		{`{"a": 1, "…": "…"}`, `{"a": 1, "b": 2}`, ""},
		{`{"a": null}`, `{}`, "it has no a"},
		{`["x", "…"]`, `["x", "y"]`, ""},
		{`["x"]`, `["x", "y"]`, "it has 2 elements, and 1 are shown"},
		{`"inc_01m82swt22z2p8jkq9hbq8zvp7"`, `"inc_01m82swt22z2p8jkq9hbq8zvp8"`, ""},
		{`"inc_01m82swt22z2p8jkq9hbq8zvp7"`, `"svc_01m82swt22z2p8jkq9hbq8zvp8"`, `it is "svc_01m82swt22z2p8jkq9hbq8zvp8", and "inc_01m82swt22z2p8jkq9hbq8zvp7" is shown`},
		{`"2024-01-15T10:30:00Z"`, `"2026-01-15T10:30:00.123456Z"`, ""},
		{`"https://…/ack/…"`, `"https://example.com/ack/x"`, ""},
		{`"https://…/ack/…"`, `"https://example.com/x"`, `it is "https://example.com/x", and "https://…/ack/…" is shown`},
		{`"1"`, `1`, `it is 1, and "1" is shown`},
	} {
		var shown, got any
		if err := json.Unmarshal([]byte(tt.shown), &shown); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(tt.got), &got); err != nil {
			t.Fatal(err)
		}
		if told := likeness("it", shown, got); told != tt.told {
			t.Errorf("%s shown, %s got: %q, want %q", tt.shown, tt.got, told, tt.told)
		}
	}
}
