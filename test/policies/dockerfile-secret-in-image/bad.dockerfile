FROM node:24
# ruleid: dockerfile-secret-in-image
ENV DATABASE_PASSWORD=hunter2000
# ruleid: dockerfile-secret-in-image
ENV API_TOKEN "k4uZq1vQ7dPq2"
# ruleid: dockerfile-secret-in-image
ARG NPM_TOKEN=fX92kLmPq8s1
USER node
