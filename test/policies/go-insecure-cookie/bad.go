package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"
)

func login(w http.ResponseWriter, value string) {
	// ruleid: go-insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: value})
	// ruleid: go-insecure-cookie
	cookie := http.Cookie{Name: "authToken", Value: value, HttpOnly: true}
	http.SetCookie(w, &cookie)
}

func off(w http.ResponseWriter, name, value string) {
	// ruleid: go-insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Secure: false})
}

func options(store *sessions.CookieStore) {
	// ruleid: go-insecure-cookie
	store.Options = &sessions.Options{Path: "/", HttpOnly: false}
}

func withGin(c *gin.Context, value string) {
	// ruleid: go-insecure-cookie
	c.SetCookie("session", value, 3600, "/", "", false, true)
}
