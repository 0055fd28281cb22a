package web

import (
	"net/http"
	"net/url"
)

const apiURL = "https://api.example.com"

var allowed = map[string]bool{"images.example.com": true}

func weather(w http.ResponseWriter, r *http.Request) {
	// ok: go-ssrf
	http.Get("https://api.example.com/weather?city=" + url.QueryEscape(r.FormValue("city")))
}

func fixedHost(w http.ResponseWriter, r *http.Request) {
	// ok: go-ssrf
	http.Get(apiURL + "/users/" + r.FormValue("id"))
}

func checked(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("url")
	parsed, err := url.Parse(address)
	if err != nil || !allowed[parsed.Hostname()] {
		return
	}
	// ok: go-ssrf
	http.Get(address)
}

func header(w http.ResponseWriter, r *http.Request) {
	// ok: go-ssrf
	answer := r.Header.Get("Accept")
	w.Header().Set("Vary", answer)
}
