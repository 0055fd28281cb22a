FROM gcr.io/distroless/static:nonroot
COPY shop /shop
# ok: dockerfile-root-user
ENTRYPOINT ["/shop"]
