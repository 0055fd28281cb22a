package web

import (
	"net/http"
	"net/url"
)

var targets = map[string]string{"a": "/a"}

func path(w http.ResponseWriter, r *http.Request) {
	// ok: go-open-redirect
	http.Redirect(w, r, "/users/"+r.FormValue("id"), http.StatusFound)
}

func known(w http.ResponseWriter, r *http.Request) {
	// ok: go-open-redirect
	http.Redirect(w, r, targets[r.FormValue("next")], http.StatusFound)
}

func checked(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("next")
	parsed, err := url.Parse(target)
	if err != nil || parsed.Host != "" {
		target = "/"
	}
	// ok: go-open-redirect
	http.Redirect(w, r, target, http.StatusFound)
}

func asked(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("next")
	if !isLocal(target) {
		return
	}
	// ok: go-open-redirect
	http.Redirect(w, r, target, http.StatusFound)
}

func slash(w http.ResponseWriter, r *http.Request) {
	// ok: go-open-redirect
	http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
}
