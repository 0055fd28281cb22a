package web

import (
	"net/http"

	"github.com/gin-contrib/cors"
	rs "github.com/rs/cors"
)

func mirror(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-cors-with-credentials
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func withGin() {
	// ruleid: go-cors-with-credentials
	cors.New(cors.Config{AllowAllOrigins: true, AllowCredentials: true})
}

func always() *rs.Cors {
	// ruleid: go-cors-with-credentials
	return rs.New(rs.Options{AllowOriginFunc: func(origin string) bool { return true }, AllowCredentials: true})
}
