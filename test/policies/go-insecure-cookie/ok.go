package web

import (
	"net/http"
)

func login(w http.ResponseWriter, value string) {
	// ok: go-insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: value, Secure: true, HttpOnly: true})
	// ok: go-insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
}

func configured(w http.ResponseWriter, value string, https bool) {
	// ok: go-insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: value, Secure: https, HttpOnly: true})
}

func gone(w http.ResponseWriter) {
	// ok: go-insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
}
