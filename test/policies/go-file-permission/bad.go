package web

import "os"

func share(path string) {
	// ruleid: go-file-permission
	os.Chmod(path, 0777)
	// ruleid: go-file-permission
	os.MkdirAll(path, 0o777)
	// ruleid: go-file-permission
	os.WriteFile(path, nil, 0o666)
}
