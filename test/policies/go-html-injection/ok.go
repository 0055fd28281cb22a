package pages

import (
	"fmt"
	"html"
	"html/template"
	"net/http"
	"strconv"
)

func escapedByTemplate(w http.ResponseWriter, r *http.Request) {
	// ok: go-html-injection
	page.Execute(w, map[string]any{"Bio": r.FormValue("bio")})
}

func escapedByHand(w http.ResponseWriter, r *http.Request) {
	// ok: go-html-injection
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.FormValue("name")))
}

func constant(w http.ResponseWriter, r *http.Request) {
	// ok: go-html-injection
	page.Execute(w, map[string]any{"Line": template.HTML("<hr>")})
}

func number(w http.ResponseWriter, r *http.Request) {
	count, _ := strconv.Atoi(r.FormValue("count"))
	// ok: go-html-injection
	fmt.Fprintf(w, "<b>%d</b>", count)
}

func plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	// ok: go-html-injection
	fmt.Fprintf(w, "hello %s", r.FormValue("name"))
}
