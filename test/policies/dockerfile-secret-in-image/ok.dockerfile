FROM node:24
ARG RELEASE
# ok: dockerfile-secret-in-image
ENV DATABASE_PASSWORD=""
# ok: dockerfile-secret-in-image
ENV API_TOKEN_FILE=/run/secrets/token
# ok: dockerfile-secret-in-image
ENV VERSION=$RELEASE
# ok: dockerfile-secret-in-image
ENV SECRET_KEY=$RELEASE
# ok: dockerfile-secret-in-image
ARG NPM_TOKEN
# ok: dockerfile-secret-in-image
ENV TOKEN_URL=https://example.com/token
USER node
