// Command gqlgen generates the executable schema of the module in a folder, as gqlgen
// does by itself, except that the fields of one object are resolved one after the other.
//
// gqlgen starts a goroutine for each field that has a resolver. Nearly all of those only
// pick what the loaders of a page have read already, and a stack for each of a hundred
// services and assignees costs more than that. The fields of Query still run side by side,
// and so do the items of a list, which a dataloader needs to gather them.
package main

import (
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if len(os.Args) != 2 {
		fail("usage: gqlgen <folder of gqlgen.yml>")
	}
	if err := generate(os.Args[1]); err != nil {
		fail("gqlgen: " + err.Error())
	}
}

func fail(why string) {
	_, _ = fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}

func generate(folder string) error {
	if err := os.Chdir(folder); err != nil {
		return err
	}
	cfg, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	return api.Generate(cfg, api.AddPlugin(fieldsInTurn{}))
}

// fieldsInTurn is the plugin that takes the goroutines out.
type fieldsInTurn struct{}

// Name names the plugin.
func (fieldsInTurn) Name() string { return "fieldsinturn" }

// GenerateCode is called before the code is written.
//
//nolint:unparam // gqlgen's interface
func (fieldsInTurn) GenerateCode(data *codegen.Data) error {
	for _, object := range data.Objects {
		if object != data.QueryRoot {
			object.DisableConcurrency = true
		}
	}
	return nil
}
