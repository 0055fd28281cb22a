package web

import (
	"archive/tar"
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
)

func local(archive *zip.Reader, folder string) {
	for _, file := range archive.File {
		if !filepath.IsLocal(file.Name) {
			return
		}
		// ok: go-archive-extraction
		out, _ := os.Create(filepath.Join(folder, file.Name))
		out.Close()
	}
}

func prefix(reader *tar.Reader, folder string) error {
	header, err := reader.Next()
	if err != nil {
		return err
	}
	target := filepath.Join(folder, header.Name)
	if !strings.HasPrefix(target, filepath.Clean(folder)+string(os.PathSeparator)) {
		return os.ErrPermission
	}
	// ok: go-archive-extraction
	return os.WriteFile(target, nil, 0o600)
}

func bareName(archive *zip.Reader, folder string) {
	for _, file := range archive.File {
		// ok: go-archive-extraction
		out, _ := os.Create(filepath.Join(folder, filepath.Base(file.Name)))
		out.Close()
	}
}
