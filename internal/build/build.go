// Package build says which program this is.
package build

import (
	"cmp"
	"runtime/debug"
	"time"
)

// release is the version that scripts/release has stamped, such as 1.2.0; "": it was built otherwise.
var release string

// Info says from what the program was built.
type Info struct {
	Version  string    // of the release, or of the module; "(devel)": from a working copy
	Revision string    // of the repository; "": unknown
	Time     time.Time // of the revision; zero: unknown
	Go       string
}

// Read returns what the program knows of itself.
func Read() Info {
	about, ok := debug.ReadBuildInfo()
	if !ok {
		return Info{Version: cmp.Or(release, "(devel)")}
	}
	info := Info{Version: cmp.Or(release, about.Main.Version, "(devel)"), Go: about.GoVersion}
	for _, setting := range about.Settings {
		switch setting.Key {
		case "vcs.revision":
			info.Revision = setting.Value
		case "vcs.time":
			info.Time, _ = time.Parse(time.RFC3339, setting.Value)
		}
	}
	return info
}
