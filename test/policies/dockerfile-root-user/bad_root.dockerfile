FROM node:24
USER node
COPY . /app
# ruleid: dockerfile-root-user
USER root
RUN apt-get update
ENTRYPOINT ["node", "/app/main.js"]
