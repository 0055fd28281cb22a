package web

import (
	"github.com/golang-jwt/jwt/v5"
)

func verified(text string, key []byte) (*jwt.Token, error) {
	// ok: go-jwt-verification-disabled
	return jwt.Parse(text, func(token *jwt.Token) (any, error) {
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
}

func keyOf(text string, keys map[string]any) (*jwt.Token, error) {
	// ok: go-jwt-verification-disabled
	token, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{})
	if err != nil {
		return nil, err
	}
	key := keys[token.Header["kid"].(string)]
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil })
}

func sign(claims jwt.Claims, key []byte) (string, error) {
	// ok: go-jwt-verification-disabled
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
