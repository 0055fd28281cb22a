# Semgrep's engine is taken out of its wheel here; no Python reaches the final stage.
FROM python:3.13-slim AS engine
WORKDIR /engine
RUN pip download --no-deps --only-binary=:all: semgrep==1.182.0 && python -m zipfile -e semgrep-*.whl unpacked && chmod +x unpacked/semgrep-*.data/*/semgrep/bin/semgrep-core 2>/dev/null || chmod +x unpacked/semgrep/bin/semgrep-core
RUN mkdir out && cp -r "$(dirname "$(find unpacked -name semgrep-core -type f | head -1)")"/. out/

FROM node:24-slim
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev
COPY --from=engine /engine/out /opt/semgrep
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
