package web

import "os"

func own(path string, mode os.FileMode) {
	// ok: go-file-permission
	os.Chmod(path, 0o600)
	// ok: go-file-permission
	os.MkdirAll(path, 0o755)
	// ok: go-file-permission
	os.WriteFile(path, nil, 0o644)
	// ok: go-file-permission
	os.Chmod(path, mode)
	os.Chmod(path, 0o1750)
}
