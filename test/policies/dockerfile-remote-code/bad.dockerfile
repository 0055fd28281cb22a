FROM debian:13
# ruleid: dockerfile-remote-code
RUN curl -fsSL https://example.com/install.sh | sh
# ruleid: dockerfile-remote-code
RUN apt-get update && wget -qO- https://example.com/setup | bash -s -- -y
# ruleid: dockerfile-remote-code
ADD https://example.com/tool.tar.gz /opt/
USER app
