package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func preview(w http.ResponseWriter, r *http.Request) {
	address := r.URL.Query().Get("url")
	// ruleid: go-ssrf
	answer, err := http.Get(address)
	if err != nil {
		return
	}
	defer answer.Body.Close()
}

func hook(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-ssrf
	request, _ := http.NewRequest("POST", "https://"+r.FormValue("host")+"/hook", nil)
	http.DefaultClient.Do(request)
}

func image(c *gin.Context) {
	// ruleid: go-ssrf
	http.Head(c.Query("source"))
}
