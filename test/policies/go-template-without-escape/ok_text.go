package web

import (
	"net/http"
	"os"
	"text/template"
)

var text = template.Must(template.ParseFiles("mail.txt"))

func mail() {
	// ok: go-template-without-escape
	text.Execute(os.Stdout, nil)
}

func plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	// ok: go-template-without-escape
	text.Execute(w, nil)
}
