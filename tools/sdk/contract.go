package main

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// contract is what openapi.yaml says of REST, in its order.
type contract struct {
	components []string // the names of what openapi.yaml names
	types      []*object
	enums      []*enum
	operations []*operation
}

// operation is one method of a client.
type operation struct {
	name         string // its operationId
	method, path string
	doc          string
	inPath       []parameter
	query        []parameter
	body         *kind  // nil: none, or always an empty object
	empty        bool   // the body is an empty object
	repeatable   bool   // it takes an Idempotency-Key
	event        bool   // its body is an event, whose dedup key does the same
	anonymous    bool   // the credential is in its path, and no API key is asked for
	answer       string // the type of the answer; "": there is none
	data         *kind  // of the answer, if that is all there is in it
	item         *kind  // of a page, if the answer is one
}

type parameter struct {
	name, doc string
	kind      *kind
}

// object is a type with fields.
type object struct {
	name, doc string
	fields    []field
	sent      bool // to the server, and not by it
	update    bool // what is left out stays as it is
}

type field struct {
	name, doc          string
	kind               *kind
	required, nullable bool
	zeroIsAbsent       bool // its zero value means the same as leaving it out, or nothing
}

type enum struct {
	name, doc string
	values    []string
	docs      []string // of each value, or none
}

// kind is the type of a value. Its base is string, int, float, bool, time, json (any value),
// details (any object), list, map (of strings), enum or object.
type kind struct {
	base string
	name string // of an enum or object
	of   *kind  // of a list
}

// What has no name of its own in openapi.yaml; the others are called after where they are.
var called = map[string]string{
	"EventLinksItem":              "EventLink",
	"EventImagesItem":             "EventImage",
	"EventAnswerData":             "EventOutcome",
	"EventAnswerDataAction":       "EventEffect",
	"InboundAnswerDataItem":       "InboundOutcome",
	"InboundOutcomeAction":        "EventEffect",
	"EventOutcomeAction":          "EventEffect",
	"InboundOutcomeIncident":      "InboundIncident",
	"FailureDetailsErrorsItem":    "Fault",
	"FailureDetailsUsedByItem":    "Use",
	"FailureCode":                 "ErrorCode",
	"AlertSeverity":               "Severity",
	"EventPayloadSeverity":        "Severity",
	"EventEventAction":            "EventAction",
	"CreateIncidentPriority":      "Priority",
	"UpdateIncidentPriority":      "Priority",
	"UpdateIncidentsPriority":     "Priority",
	"ListDeliveriesEventItem":     "DeliveryEvent",
	"ListIncidentsSort":           "IncidentSort",
	"ListOnCallsSort":             "NamedSort",
	"EscalationMomentKind":        "EscalationKind",
	"MissedTargetReason":          "MissedReason",
	"ListMaintenanceWindowsPast":  "Past",
	"CreateLayerRestrictionsItem": "Restriction",
}

type document struct {
	Paths      ordered[ordered[*yamlOperation]]
	Components struct {
		Schemas    ordered[*schema]
		Parameters ordered[*yamlParameter]
	}
}

type yamlOperation struct {
	OperationID string           `yaml:"operationId"`
	Parameters  []*yamlParameter `yaml:"parameters"`
	Summary     string
	Description string
	RequestBody *struct{ Content ordered[content] } `yaml:"requestBody"`
	Responses   ordered[struct{ Content ordered[content] }]
	Security    []any // nil: what the document says for all
}

type content struct{ Schema *schema }

type yamlParameter struct {
	Ref         string `yaml:"$ref"`
	Name, In    string
	Description string
	Schema      *schema
}

type schema struct {
	Ref                  string `yaml:"$ref"`
	Type                 oneOrMore
	Format, Description  string
	Enum                 []*string
	Required             []string
	Properties           ordered[*schema]
	Items                *schema
	OneOf                []*schema `yaml:"oneOf"`
	AllOf                []*schema `yaml:"allOf"`
	AdditionalProperties yaml.Node `yaml:"additionalProperties"`
	Minimum              *float64
	Default              any
}

// ordered is a mapping in the order of the file.
type ordered[T any] []entry[T]

type entry[T any] struct {
	key   string
	value T
}

// UnmarshalYAML reads a mapping.
func (o *ordered[T]) UnmarshalYAML(node *yaml.Node) error {
	for i := 0; i+1 < len(node.Content); i += 2 {
		one := entry[T]{key: node.Content[i].Value}
		if err := decode(node.Content[i+1], &one.value); err != nil {
			return fmt.Errorf("%s: %w", one.key, err)
		}
		*o = append(*o, one)
	}
	return nil
}

// decode reads a value; the parameters that all operations of a path have are a list among
// mappings, and are read as an operation that has nothing else.
func decode(node *yaml.Node, into any) error {
	if of, ok := into.(**yamlOperation); ok && node.Kind == yaml.SequenceNode {
		*of = &yamlOperation{}
		return node.Decode(&(*of).Parameters)
	}
	return node.Decode(into)
}

func (o ordered[T]) get(key string) (T, bool) {
	for _, one := range o {
		if one.key == key {
			return one.value, true
		}
	}
	var none T
	return none, false
}

// oneOrMore is a text, or a list of texts.
type oneOrMore []string

// UnmarshalYAML reads either.
func (o *oneOrMore) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*o = oneOrMore{node.Value}
		return nil
	}
	return node.Decode((*[]string)(o))
}

// reader makes a contract of a document.
type reader struct {
	document
	*contract
}

func readContract(path string) (*contract, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the caller says where the repository is
	if err != nil {
		return nil, err
	}
	r := reader{contract: &contract{}}
	if err := yaml.Unmarshal(text, &r.document); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, one := range r.Components.Schemas {
		if one.key != "Error" && one.key != "Nothing" { // the SDKs have errors and empty bodies of their own
			r.components = append(r.components, one.key)
			r.named(one.key, one.value)
		}
	}
	for _, path := range r.Paths {
		if err := r.path(path.key, path.value); err != nil {
			return nil, fmt.Errorf("%s: %w", path.key, err)
		}
	}
	return r.contract, nil
}

// named adds a type that has a name.
func (r *reader) named(name string, s *schema) *kind {
	if len(s.Enum) > 0 {
		return r.enum(name, s)
	}
	if slices.ContainsFunc(r.types, func(o *object) bool { return o.name == name }) {
		return &kind{base: "object", name: name}
	}
	closed := s.AdditionalProperties.Value == "false"
	o := &object{name: name, doc: cmp.Or(s.Description, "One of the "+strings.ToLower(name[strings.LastIndexFunc(name, unicode.IsUpper):])+"s."), sent: closed || strings.HasPrefix(name, "Event") && name != "EventAnswer" && name != "EventOutcome", update: strings.HasPrefix(name, "Update")}
	r.types = append(r.types, o)
	for _, p := range s.Properties {
		k, nullable := r.kind(name, p.key, p.value)
		o.fields = append(o.fields, field{
			name: p.key, doc: r.doc(p.value), kind: k, nullable: nullable, required: slices.Contains(s.Required, p.key),
			zeroIsAbsent: p.value.Minimum != nil && *p.value.Minimum >= 1 || p.value.Default == 0,
		})
	}
	return &kind{base: "object", name: name}
}

// doc is the description of a field, or of what it refers to.
func (r *reader) doc(s *schema) string {
	if s.Description == "" && s.Ref != "" {
		of, _ := r.Components.Schemas.get(s.Ref[strings.LastIndex(s.Ref, "/")+1:])
		return of.Description
	}
	return s.Description
}

func (r *reader) enum(name string, s *schema) *kind {
	k := &kind{base: "enum", name: name}
	if slices.ContainsFunc(r.enums, func(e *enum) bool { return e.name == name }) {
		return k
	}
	e := &enum{name: name, doc: s.Description}
	for _, value := range s.Enum {
		if value != nil {
			e.values = append(e.values, *value)
		}
	}
	r.enums = append(r.enums, e)
	return k
}

// kind says what a schema in another, or a parameter, is, and whether it may be null.
func (r *reader) kind(owner, name string, s *schema) (*kind, bool) {
	nullable := slices.Contains(s.Type, "null")
	inner := owner + camel(name)
	if another, ok := called[inner]; ok {
		inner = another
	}
	switch {
	case s.Ref != "":
		return r.ref(s.Ref), false
	case len(s.OneOf) > 0:
		return r.ref(s.OneOf[0].Ref), true
	case len(s.AllOf) > 0:
		return r.ref(s.AllOf[0].Ref), nullable
	case len(s.Enum) > 0:
		return r.enum(inner, s), nullable
	case len(s.Type) == 0 || len(s.Type) > 2:
		return &kind{base: "json"}, true
	}
	switch s.Type[0] {
	case "string":
		if s.Format == "date-time" {
			return &kind{base: "time"}, nullable
		}
		return &kind{base: "string"}, nullable
	case "integer":
		return &kind{base: "int"}, nullable
	case "number":
		return &kind{base: "float"}, nullable
	case "boolean":
		return &kind{base: "bool"}, nullable
	case "array":
		of, _ := r.kind(owner, name+"_item", s.Items)
		return &kind{base: "list", of: of}, nullable
	}
	switch {
	case len(s.Properties) > 0:
		return r.named(inner, s), nullable
	case s.AdditionalProperties.Kind == yaml.MappingNode:
		return &kind{base: "map"}, nullable
	}
	return &kind{base: "details"}, nullable
}

func (r *reader) ref(ref string) *kind {
	name := ref[strings.LastIndex(ref, "/")+1:]
	s, _ := r.Components.Schemas.get(name)
	if len(s.Enum) > 0 {
		return r.enum(name, s)
	}
	return &kind{base: "object", name: name}
}

func (r *reader) path(path string, item ordered[*yamlOperation]) error {
	shared, _ := item.get("parameters")
	for _, one := range item {
		if one.key == "parameters" {
			continue
		}
		op := &operation{
			name: one.value.OperationID, method: strings.ToUpper(one.key), path: path,
			doc:       strings.TrimSpace(one.value.Summary + ". " + strings.TrimSpace(one.value.Description)),
			anonymous: one.value.Security != nil && len(one.value.Security) == 0,
		}
		parameters := one.value.Parameters
		if shared != nil {
			parameters = append(slices.Clone(shared.Parameters), parameters...)
		}
		for _, p := range parameters {
			r.parameter(op, p)
		}
		slices.SortStableFunc(op.inPath, func(a, b parameter) int {
			return strings.Index(path, "{"+a.name+"}") - strings.Index(path, "{"+b.name+"}")
		})
		if one.value.RequestBody != nil {
			s := one.value.RequestBody.Content[0].value.Schema
			if op.empty = strings.HasSuffix(s.Ref, "/Nothing"); !op.empty {
				op.body, _ = r.kind(op.name, "body", s)
				op.event = op.body.name == "Event"
			}
		}
		if err := r.answer(op, one.value); err != nil {
			return err
		}
		r.operations = append(r.operations, op)
	}
	return nil
}

func (r *reader) parameter(op *operation, p *yamlParameter) {
	owner, name := op.name, p.Name
	if p.Ref != "" {
		name = p.Ref[strings.LastIndex(p.Ref, "/")+1:]
		p, _ = r.Components.Parameters.get(name)
		owner = ""
	}
	k, _ := r.kind(owner, name, p.Schema)
	one := parameter{name: p.Name, doc: p.Description, kind: k}
	switch p.In {
	case "path":
		op.inPath = append(op.inPath, one)
	case "query":
		op.query = append(op.query, one)
	case "header": // If-Match and If-None-Match are options of every call
		op.repeatable = op.repeatable || p.Name == "Idempotency-Key"
	}
}

// answer says what an operation answers when it has done what it was asked.
func (r *reader) answer(op *operation, o *yamlOperation) error {
	for _, response := range o.Responses {
		if response.key[0] != '2' || len(response.value.Content) == 0 {
			continue
		}
		ref := response.value.Content[0].value.Schema.Ref
		op.answer = ref[strings.LastIndex(ref, "/")+1:]
		for _, t := range r.types {
			if t.name != op.answer {
				continue
			}
			switch {
			case len(t.fields) == 1:
				op.data = t.fields[0].kind
			case len(t.fields) == 2 && t.fields[1].name == "pagination":
				op.item = t.fields[0].kind.of
			}
			return nil
		}
		return fmt.Errorf("%s answers with what has no name", op.name)
	}
	return nil
}

// all is the name of the method that goes through all pages.
func (o *operation) all() string { return "All" + strings.TrimPrefix(o.name, "List") }

var word = regexp.MustCompile(`[A-Za-z0-9]+`)

// camel makes EventAction of event_action.
func camel(name string) string {
	var b strings.Builder
	for _, w := range word.FindAllString(name, -1) {
		b.WriteString(strings.ToUpper(w[:1]) + w[1:])
	}
	return b.String()
}

var hump = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// snake makes list_incidents of ListIncidents.
func snake(name string) string {
	return strings.ToLower(hump.ReplaceAllString(name, "${1}_${2}"))
}

// words breaks a text into lines of at most so many characters, keeping its paragraphs.
func words(text string, width int) []string {
	var lines []string
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			lines = append(lines, "")
		}
		line := ""
		for _, w := range strings.Fields(paragraph) {
			if line != "" && len([]rune(line))+1+len([]rune(w)) > width {
				lines, line = append(lines, line), ""
			}
			if line != "" {
				line += " "
			}
			line += w
		}
		lines = append(lines, line)
	}
	return lines
}
