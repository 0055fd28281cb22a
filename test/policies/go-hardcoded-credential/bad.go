package web

import (
	"database/sql"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
)

// ruleid: go-hardcoded-credential
var jwtKey = []byte("k4uZq1vQ7dPq2")

// ruleid: go-hardcoded-credential
var store = sessions.NewCookieStore([]byte("fX92kLmPq8s"))

func token(claims jwt.Claims) (string, error) {
	// ruleid: go-hardcoded-credential
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("mySigningKey1"))
}

func connect() (*sql.DB, error) {
	// ruleid: go-hardcoded-credential
	return sql.Open("mysql", "app:T0pSecretDb@tcp(db:3306)/shop")
}
