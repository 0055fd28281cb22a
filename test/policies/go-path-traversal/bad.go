package files

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

const root = "/srv/files"

func download(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go-path-traversal
	data, _ := os.ReadFile(filepath.Join(root, name))
	w.Write(data)
}

func serve(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-path-traversal
	http.ServeFile(w, r, root+"/"+r.FormValue("name"))
}

func remove(c *gin.Context) {
	file := root + "/" + c.Param("name")
	// ruleid: go-path-traversal
	os.Remove(file)
}

func attachment(c *gin.Context) {
	// ruleid: go-path-traversal
	c.File(filepath.Join(root, c.Query("file")))
}
