package web

import (
	"database/sql"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
)

// ok: go-hardcoded-credential
var jwtKey = []byte(os.Getenv("JWT_KEY"))

// ok: go-hardcoded-credential
var store = sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))

// ok: go-hardcoded-credential
var tokenHeader = []byte("Authorization")

func token(claims jwt.Claims) (string, error) {
	// ok: go-hardcoded-credential
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(jwtKey)
}

func connect() (*sql.DB, error) {
	// ok: go-hardcoded-credential
	return sql.Open("mysql", os.Getenv("DATABASE"))
}

func local() (*sql.DB, error) {
	// ok: go-hardcoded-credential
	return sql.Open("sqlite3", "file:shop.db")
}
