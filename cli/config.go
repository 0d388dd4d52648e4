package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

const (
	defaultURL  = "http://127.0.0.1:8080"
	configPlace = "opsknight/config.json in the user's config folder"
)

// config is where the API is and who asks.
type config struct {
	URL    string `json:"url"`
	APIKey string `json:"api_key"`
}

// readConfig returns what the flags and the environment say, and for the rest what the
// config file has.
func readConfig(cmd *cobra.Command) (config, error) {
	flags := cmd.Flags()
	path, err := flags.GetString("config")
	if err != nil {
		return config{}, err
	}
	found, err := readConfigFile(path)
	if err != nil {
		return config{}, err
	}
	if address, _ := flags.GetString("url"); address != "" {
		found.URL = address
	}
	if key, _ := flags.GetString("api-key"); key != "" {
		found.APIKey = key
	}
	if found.URL == "" {
		found.URL = defaultURL
	}
	if found.APIKey == "" {
		return config{}, usage("there is no API key: set OPSKNIGHT_API_KEY, or api_key in the config file (%s)", configPlace)
	}
	return found, nil
}

// readConfigFile reads a config file. The usual one need not be there.
func readConfigFile(path string) (config, error) {
	named := path != ""
	if !named {
		folder, err := os.UserConfigDir()
		if err != nil { // nobody's home: there can be no file
			return config{}, nil //nolint:nilerr // it is not needed
		}
		path = filepath.Join(folder, "opsknight", "config.json")
	}
	text, err := os.ReadFile(path) //nolint:gosec // the caller's own
	if errors.Is(err, fs.ErrNotExist) && !named {
		return config{}, nil
	}
	if err != nil {
		return config{}, UsageError{fmt.Errorf("the config file: %w", err)}
	}
	found, err := parseConfig(text)
	if err != nil {
		return config{}, usage("the config file %s: %w", path, err)
	}
	return found, nil
}

func parseConfig(text []byte) (found config, _ error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&found)
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return found, errors.New(`it ends before its JSON does; it has to be like {"url": "https://opsknight.example.com", "api_key": "…"}`)
	case errors.As(err, &syntax):
		return found, fmt.Errorf("line %d: %w", 1+bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n")), err)
	case err != nil:
		return found, err
	case decoder.More():
		return found, errors.New("there is something after its JSON")
	}
	return found, nil
}

// parseURL checks the address of a server.
func parseURL(text string) (*url.URL, error) {
	found, err := url.Parse(text)
	if err != nil || found.Scheme != "http" && found.Scheme != "https" || found.Host == "" {
		return nil, usage("%q is no address of a server: give one like https://opsknight.example.com", text)
	}
	return found, nil
}
