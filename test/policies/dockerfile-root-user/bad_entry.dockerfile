FROM golang:1.25 AS build
RUN go build -o /shop

FROM alpine:3.22
COPY --from=build /shop /shop
# ruleid: dockerfile-root-user
ENTRYPOINT ["/shop"]
