// Command inventory serves the shop's stock over HTTP.
package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"time"

	"shop.example/inventory/internal/config"
	"shop.example/inventory/internal/httpapi"
	"shop.example/inventory/internal/stock"
)

func main() {
	cfg, err := config.FromEnvironment(os.Getenv)
	if err != nil {
		slog.Error("configuration", "error", err)
		os.Exit(2)
	}
	server := &http.Server{
		Addr:              cfg.Address,
		Handler:           httpapi.New(stock.NewMemoryStore()),
		ReadHeaderTimeout: 5 * time.Second,
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go func() {
		<-ctx.Done()
		_ = server.Shutdown(context.Background())
	}()
	slog.Info("listening", "address", cfg.Address)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		slog.Error("server", "error", err)
		os.Exit(1)
	}
}
