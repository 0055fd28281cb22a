package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func login(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-open-redirect
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
}

func moved(w http.ResponseWriter, r *http.Request) {
	target := r.URL.Query().Get("to")
	// ruleid: go-open-redirect
	w.Header().Set("Location", target)
	w.WriteHeader(http.StatusFound)
}

func withGin(c *gin.Context) {
	// ruleid: go-open-redirect
	c.Redirect(http.StatusFound, c.Query("next"))
}
