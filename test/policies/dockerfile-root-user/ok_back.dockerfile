FROM node:24
# ok: dockerfile-root-user
USER root
RUN apt-get update
USER node
# ok: dockerfile-root-user
CMD node /app/main.js
