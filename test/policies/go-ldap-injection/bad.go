package web

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

func person(w http.ResponseWriter, r *http.Request) *ldap.SearchRequest {
	filter := fmt.Sprintf("(uid=%s)", r.FormValue("name"))
	// ruleid: go-ldap-injection
	return ldap.NewSearchRequest("ou=people", 2, 0, 0, 0, false, filter, nil, nil)
}

func mail(r *http.Request) *ldap.SearchRequest {
	// ruleid: go-ldap-injection
	return ldap.NewSearchRequest("ou=people", 2, 0, 0, 0, false, "(mail="+r.URL.Query().Get("mail")+")", nil, nil)
}

func literal(r *http.Request) ldap.SearchRequest {
	// ruleid: go-ldap-injection
	return ldap.SearchRequest{BaseDN: "ou=people", Filter: "(cn=" + r.FormValue("cn") + ")"}
}
