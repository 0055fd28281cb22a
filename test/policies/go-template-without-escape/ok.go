package web

import (
	"html/template"
	"net/http"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
	// ok: go-template-without-escape
	page.Execute(w, nil)
}
