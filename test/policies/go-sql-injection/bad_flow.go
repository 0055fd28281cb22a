package shop

import (
	"database/sql"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

func byBuilder(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	var query strings.Builder
	query.WriteString("SELECT 1 WHERE name = '")
	query.WriteString(r.FormValue("name"))
	// ruleid: go-sql-injection
	db.Query(query.String())
}

func byBody(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	body, _ := io.ReadAll(r.Body)
	var item Item
	json.Unmarshal(body, &item)
	// ruleid: go-sql-injection
	db.Exec("DELETE FROM items WHERE name = '" + item.Name + "'")
}

func byPart(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	path := r.URL.Path
	name := path[7:]
	// ruleid: go-sql-injection
	db.Exec("DELETE FROM items WHERE name = '" + name + "'")
}
