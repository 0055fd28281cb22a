package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-ldap/ldap/v3"
)

func escaped(r *http.Request) *ldap.SearchRequest {
	filter := fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(r.FormValue("name")))
	// ok: go-ldap-injection
	return ldap.NewSearchRequest("ou=people", 2, 0, 0, 0, false, filter, nil, nil)
}

func number(r *http.Request) *ldap.SearchRequest {
	n, _ := strconv.Atoi(r.FormValue("n"))
	// ok: go-ldap-injection
	return ldap.NewSearchRequest("ou=people", 2, 0, 0, 0, false, fmt.Sprintf("(uidNumber=%d)", n), nil, nil)
}

func constant(r *http.Request) *ldap.SearchRequest {
	// ok: go-ldap-injection
	return ldap.NewSearchRequest("ou=people", 2, 0, 0, 0, false, "(objectClass=person)", []string{r.FormValue("field")}, nil)
}
