package web

import (
	"archive/tar"
	"archive/zip"
	"os"
	"path/filepath"
)

func unzip(archive *zip.Reader, folder string) {
	for _, file := range archive.File {
		target := filepath.Join(folder, file.Name)
		// ruleid: go-archive-extraction
		out, _ := os.Create(target)
		out.Close()
	}
}

func untar(reader *tar.Reader, folder string) error {
	header, err := reader.Next()
	if err != nil {
		return err
	}
	// ruleid: go-archive-extraction
	return os.WriteFile(filepath.Join(folder, header.Name), nil, 0o600)
}

func open(archive *zip.ReadCloser, folder string) {
	for _, f := range archive.File {
		// ruleid: go-archive-extraction
		out, _ := os.OpenFile(folder+"/"+f.Name, os.O_WRONLY|os.O_CREATE, 0o600)
		out.Close()
	}
}
