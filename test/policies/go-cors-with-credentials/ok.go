package web

import (
	"net/http"

	rs "github.com/rs/cors"
)

var origins = map[string]bool{"https://app.example.com": true}

func known(w http.ResponseWriter, r *http.Request) {
	if origins[r.Header.Get("Origin")] {
		// ok: go-cors-with-credentials
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	}
}

func open(w http.ResponseWriter, r *http.Request) {
	// ok: go-cors-with-credentials
	w.Header().Set("Access-Control-Allow-Origin", "*")
}

func listed() *rs.Cors {
	// ok: go-cors-with-credentials
	return rs.New(rs.Options{AllowedOrigins: []string{"https://app.example.com"}, AllowCredentials: true})
}
