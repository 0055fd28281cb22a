package files

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
)

func base(w http.ResponseWriter, r *http.Request) {
	// ok: go-path-traversal
	data, _ := os.ReadFile(filepath.Join("/srv/files", filepath.Base(r.FormValue("name"))))
	w.Write(data)
}

func local(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	// ok: go-path-traversal
	data, _ := os.ReadFile(filepath.Join("/srv/files", name))
	w.Write(data)
}

func prefix(c *gin.Context) {
	file := filepath.Join("/srv/files", c.Param("name"))
	if !strings.HasPrefix(file, "/srv/files/") {
		c.Status(http.StatusNotFound)
		return
	}
	// ok: go-path-traversal
	c.File(file)
}

func rooted(w http.ResponseWriter, r *http.Request) {
	// ok: go-path-traversal
	data, _ := os.ReadFile(filepath.Join("/srv/files", path.Clean("/"+r.URL.Path)))
	w.Write(data)
}

func below(w http.ResponseWriter, r *http.Request, folder *os.Root) {
	// ok: go-path-traversal
	file, _ := folder.Open(r.FormValue("name"))
	defer file.Close()
}

func load(name string) ([]byte, error) {
	// ok: go-path-traversal
	return os.ReadFile(name)
}

func stored(w http.ResponseWriter, r *http.Request) {
	document, err := documents.FindByID(r.FormValue("id"))
	if err != nil {
		return
	}
	// ok: go-path-traversal
	data, _ := os.ReadFile(document.Path)
	w.Write(data)
}
