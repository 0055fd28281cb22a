package web

import (
	"net/http"
	"text/template"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-template-without-escape
	page.Execute(w, map[string]string{"name": "a"})
}

func named(writer http.ResponseWriter, request *http.Request) {
	// ruleid: go-template-without-escape
	page.ExecuteTemplate(writer, "page.html", nil)
}

func checked(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-template-without-escape
	if err := page.Execute(w, nil); err != nil {
		return
	}
}
