package web

import (
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

func user(r *http.Request) (string, error) {
	claims := jwt.MapClaims{}
	// ruleid: go-jwt-verification-disabled
	_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("Authorization"), claims)
	if err != nil {
		return "", err
	}
	return claims["sub"].(string), nil
}

func none(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		// ruleid: go-jwt-verification-disabled
		return jwt.UnsafeAllowNoneSignatureType, nil
	})
}

func sign(claims jwt.Claims) (string, error) {
	// ruleid: go-jwt-verification-disabled
	return jwt.NewWithClaims(jwt.SigningMethodNone, claims).SignedString(nil)
}
