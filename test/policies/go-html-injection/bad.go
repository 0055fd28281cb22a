package pages

import (
	"fmt"
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"
)

func trusted(w http.ResponseWriter, r *http.Request) {
	bio := r.FormValue("bio")
	// ruleid: go-html-injection
	page.Execute(w, map[string]any{"Bio": template.HTML(bio)})
}

func parsed(w http.ResponseWriter, r *http.Request) {
	text := "<h1>" + r.URL.Query().Get("title") + "</h1>"
	// ruleid: go-html-injection
	made, _ := template.New("page").Parse(text)
	made.Execute(w, nil)
}

func script(c *gin.Context) {
	// ruleid: go-html-injection
	c.HTML(http.StatusOK, "page.html", gin.H{"Start": template.JS(c.Query("start"))})
}

func byHand(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go-html-injection
	fmt.Fprintf(w, "<h1>Hello %s</h1>", name)
}
