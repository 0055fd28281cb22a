# Semgrep's engine is taken out of its wheel here, checked against the pinned digests; no Python reaches the final stage.
FROM node:24-slim AS engine
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-pip
WORKDIR /build
COPY package.json package-lock.json ./
COPY setup setup
RUN node setup/ensure-ready.mjs --only=semgrep && mv .countersign/semgrep/* /engine

FROM node:24-slim
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev
COPY --from=engine /engine /opt/semgrep
COPY src src
COPY workers workers
COPY policies policies
COPY prompts prompts
COPY bin bin
# What the App asks GitHub for: the doctor and the registration read it.
COPY app.yml app.yml
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 COUNTERSIGN_DATA=/data SEMGREP_PATH=/opt/semgrep/semgrep-core
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "src/server.ts"]
